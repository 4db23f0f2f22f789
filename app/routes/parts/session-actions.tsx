import { useLocation } from '@remix-run/react'
import { MemberMenu } from '#app/ui/member-menu.tsx'
import { useT } from '#app/ui/words.tsx'

/** Pages that lead somewhere else once one has come in. */
const GATES = ['/sign-in', '/join', '/enter', '/join/name', '/enter/second', '/set-up']

/** At the end of the header: the way in, or who is in, with their menu. `lost`: the way in leads to the front page. */
export function SessionActions({
  member,
  lost,
}: {
  member: { handle: string; name: string } | null
  lost?: boolean | undefined
}) {
  const { pathname, search } = useLocation()
  const t = useT()
  if (!member) {
    const here = pathname + search
    const to = lost || here === '/' || GATES.includes(pathname) ? '' : `?to=${encodeURIComponent(here)}`
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
  return <MemberMenu {...member} />
}
