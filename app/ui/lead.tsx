import { Avatar, PersonName, type PersonRef } from './avatar.tsx'
import { formatCount } from './count.tsx'
import { Cover, type CoverSource } from './cover.tsx'
import { useT } from './words.tsx'

export interface LeadProps {
  href: string
  title: string
  lang?: string
  /** The space, or what kind of story it is. */
  kicker: string
  summary?: string | null
  author: PersonRef | null
  replies: number
  cover: CoverSource
}

/** The one large story on a page. On phones it shrinks, so that the list below begins above the fold. */
export function Lead({ href, title, lang, kicker, summary, author, replies, cover }: LeadProps) {
  const t = useT()
  return (
    <article className="lead">
      <Cover source={cover} className="lead-pic" />
      <div className="lead-text">
        <p className="kicker label" dir="auto">
          {kicker}
        </p>
        <h2 className="display m" lang={lang} dir="auto">
          <a href={href}>{title}</a>
        </h2>
        {summary ? (
          <p className="lead-sum" lang={lang} dir="auto">
            {summary}
          </p>
        ) : null}
        <p className="meta cluster lead-by">
          <Avatar person={author} size="xs" />
          <PersonName person={author} />
          <span>{t('thread.repliesPlain', { count: replies, shown: formatCount(replies, t) })}</span>
        </p>
      </div>
    </article>
  )
}
