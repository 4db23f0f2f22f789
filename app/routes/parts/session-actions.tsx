import { useLocation } from '@remix-run/react'
import { Icon } from '#app/ui/icon.tsx'
import { MemberMenu } from '#app/ui/member-menu.tsx'
import { useT } from '#app/ui/words.tsx'

/** Pages that lead somewhere else once one has come in. */
const GATES = ['/sign-in', '/join', '/enter', '/join/name', '/enter/second', '/set-up']

/** At the end of the header: the way in, or the way to write and who is in, with their menu. */
export function SessionActions(props: {
  member: { handle: string; name: string; desk: readonly string[] } | null
  /** Where one starts a conversation. */
  writeHref: string
  /** Nobody wants to come back here: the way in leads to the front page. */
  lost?: boolean | undefined
}) {
  const { member, writeHref, lost } = props
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
  return (
    <>
      <a className="btn small only-wide" href={writeHref}>
        <Icon name="pen" />
        {t('nav.write')}
      </a>
      <MemberMenu handle={member.handle} name={member.name} desk={member.desk.length > 0} />
    </>
  )
}
