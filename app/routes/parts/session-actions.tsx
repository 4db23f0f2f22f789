import { useLocation } from '@remix-run/react'
import { Avatar } from '#app/ui/avatar.tsx'
import { useT } from '#app/ui/words.tsx'

/** Pages that lead somewhere else once one has come in. */
const GATES = ['/sign-in', '/join', '/enter', '/join/name']

/** At the end of the header: the way in, or who is in, with a menu that needs no script. */
export function SessionActions({ member }: { member: { handle: string; name: string } | null }) {
  const { pathname, search } = useLocation()
  const t = useT()
  if (!member) {
    const here = pathname + search
    const to = here === '/' || GATES.includes(pathname) ? '' : `?to=${encodeURIComponent(here)}`
    return (
      <>
        <a className="btn small quiet" href={`/sign-in${to}`}>
          {t('nav.signIn')}
        </a>
        <a className="btn small primary only-wide" href={`/join${to}`}>
          {t('nav.join')}
        </a>
      </>
    )
  }
  const { handle, name } = member
  return (
    <>
      <button className="btn icon-only quiet" type="button" popovertarget="you">
        <Avatar person={{ handle, name, href: null }} size="s" />
        <span className="vh">{`@${handle}`}</span>
      </button>
      <div className="menu" id="you" popover="auto">
        <p className="menu-who">
          <b>
            <bdi>{name || handle}</bdi>
          </b>
          <bdi className="meta">{`@${handle}`}</bdi>
        </p>
        <a href={`/u/${encodeURIComponent(handle)}`}>{t('nav.profile')}</a>
        <form method="post" action="/sign-out">
          <button>{t('nav.signOut')}</button>
        </form>
      </div>
    </>
  )
}
