import type { Way } from '#app/domains/access/ways-in.ts'
import type { CoverSource } from '#app/ui/cover.tsx'
import { Locked } from '#app/ui/locked.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page, places } from './page.tsx'
import { wayIn } from './way-in.ts'

/** A thing that may be known of but not read yet: what it is, and every way to get in. */
export function LockedPage(props: {
  /** The space that it is or lies in. */
  space: string
  title: string
  label: string
  /** What it is for. */
  summary?: string
  /** How it begins. */
  opening?: string
  cover: CoverSource
  ways: readonly Way[]
}) {
  const t = useT()
  return (
    <Page space={props.space}>
      <Locked
        title={props.title}
        label={props.label}
        summary={props.summary}
        opening={props.opening}
        cover={props.cover}
        meanwhile={{ href: places.spaces, label: t('locked.meanwhile') }}
        ways={props.ways.map((way) => wayIn(t, way))}
      />
    </Page>
  )
}
