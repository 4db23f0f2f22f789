import { useLocation } from '@remix-run/react'
import { MemberMenu } from '#app/ui/member-menu.tsx'
import { useT } from '#app/ui/words.tsx'

/** Pages that lead somewhere else once one has come in. */
const GATES = ['/sign-in', '/join', '/enter', '/join/name']

/** At the end of the header: the way in, or who is in, with their menu. */
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
  return <MemberMenu {...member} />
}
