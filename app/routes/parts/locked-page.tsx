import type { Way } from '#app/domains/access/ways-in.ts'
import type { CoverSource } from '#app/ui/cover.tsx'
import { Locked } from '#app/ui/locked.tsx'
import { useT } from '#app/ui/words.tsx'
import { Page } from './page.tsx'
import { wayIn } from './way-in.ts'

/** A thing that may be known of but not read yet: what it is, and every way to get in. */
export function LockedPage(props: {
  title: string
  label: string
  summary: string
  cover: CoverSource
  ways: readonly Way[]
}) {
  const t = useT()
  return (
    <Page>
      <Locked
        title={props.title}
        label={props.label}
        summary={props.summary}
        cover={props.cover}
        ways={props.ways.map((way) => wayIn(t, way))}
      />
    </Page>
  )
}
