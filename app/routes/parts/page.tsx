import { useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { feedPath } from '#app/domains/feeds/feed-address.ts'
import type { loader } from '#app/root.tsx'
import { FeedLink } from '#app/ui/feed-link.tsx'
import { Shell } from '#app/ui/shell.tsx'
import type { Place } from '#app/ui/places.ts'
import { SessionActions } from './session-actions.tsx'

/** Where the places of the shell are. */
export const places: Record<Place, string> = {
  home: '/',
  spaces: '/spaces',
  top: '/?sort=top',
  unanswered: '/?sort=unanswered',
  tags: '/tags',
}

/** Where one starts a thread: in a space, where the page is of one. */
export const newThreadHref = (space?: string) => (space ? `/new?space=${encodeURIComponent(space)}` : '/new')

/** The shell around a page, filled with what the root knows; works without that data, too (then it is bare). */
export function Page(props: {
  here?: Place | null
  space?: string
  context?: ReactNode
  /** What stands where the spaces are on other pages. */
  rail?: ReactNode
  /** The path whose feed can be followed. */
  feedOf?: string
  /** There is nothing here to come back to. */
  lost?: boolean
  children: ReactNode
}) {
  const root = useRouteLoaderData<typeof loader>('root')
  const member = root?.member ?? null
  const writeHref = newThreadHref(props.space)
  return (
    <Shell
      site={{ name: root?.site.name ?? 'Guildhall' }}
      places={places}
      here={props.here ?? null}
      rail={props.rail}
      spaces={(root?.spaces ?? []).map((space) => ({
        name: space.name,
        href: `/s/${space.slug}`,
        hue: space.hue,
        child: space.child,
        locked: space.locked,
        current: space.slug === props.space,
      }))}
      actions={<SessionActions member={member} writeHref={writeHref} lost={props.lost} />}
      writeHref={member ? writeHref : null}
      context={props.context}
      footer={props.feedOf === undefined ? undefined : <FeedLink href={`${feedPath(props.feedOf)}.rss`} />}
    >
      {props.children}
    </Shell>
  )
}
