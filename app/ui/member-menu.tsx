import { Avatar } from './avatar.tsx'
import { useT } from './words.tsx'

/** Who is in, and a menu of what is theirs; the browser opens and closes it, without script. */
export function MemberMenu({ handle, name }: { handle: string; name: string }) {
  const t = useT()
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
        <a href="/groups">{t('groups.title')}</a>
        <a href="/you/account">{t('you.title')}</a>
        <form method="post" action="/sign-out">
          <button>{t('nav.signOut')}</button>
        </form>
      </div>
    </>
  )
}
