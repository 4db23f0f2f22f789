import { Avatar } from './avatar.tsx'
import { useT } from './words.tsx'

/** Who is in, and a menu of what is theirs; the browser opens and closes it, without script. */
export function MemberMenu(props: {
  handle: string
  name: string
  /** Whether there is a way behind the counter. */
  desk?: boolean
}) {
  const { handle, name, desk } = props
  const t = useT()
  return (
    <>
      <button className="btn icon-only quiet" type="button" popovertarget="you">
        <Avatar person={{ handle, name, href: null }} size="s" />
        <span className="vh">{`@${handle}`}</span>
      </button>
      <div className="menu" id="you" popover="auto" data-me={handle}>
        <p className="menu-who">
          <b>
            <bdi>{name || handle}</bdi>
          </b>
          <bdi className="meta">{`@${handle}`}</bdi>
        </p>
        <a href={`/u/${encodeURIComponent(handle)}`}>{t('nav.profile')}</a>
        <a href="/you/avatar">{t('avatar.title')}</a>
        <a href="/you/scheduled">{t('scheduled.title')}</a>
        <a href="/uploads">{t('upload.title')}</a>
        <a href="/groups">{t('groups.title')}</a>
        <a href="/you/account">{t('you.title')}</a>
        {desk ? <a href="/admin">{t('admin.title')}</a> : null}
        <form method="post" action="/sign-out">
          <button>{t('nav.signOut')}</button>
        </form>
      </div>
    </>
  )
}
