import type { ReactNode } from 'react'
import { tint } from './hue.ts'

/**
 * A member's picture, or the drawing that the theme makes from an item's id (`contourHref`). With a hue the ground is
 * tinted; words given as children lie on solid tint. Pictures of a cover are decoration.
 */
export type CoverSource = { src: string; width: number; height: number } | { drawn: string; hue: number }

export function Cover({
  source,
  className,
  children,
}: {
  source: CoverSource
  className?: string
  children?: ReactNode
}) {
  const drawn = 'drawn' in source
  const classes = ['cover', className, drawn ? tint(source.hue) : null, children ? 'worded' : null]
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      <img
        src={drawn ? source.drawn : source.src}
        alt=""
        width={drawn ? 756 : source.width}
        height={drawn ? 360 : source.height}
        decoding="async"
      />
      {children}
    </div>
  )
}
