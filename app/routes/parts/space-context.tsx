import { Note, PlainLinks } from '#app/ui/note.tsx'
import { TagList } from '#app/ui/tag.tsx'
import { useT } from '#app/ui/words.tsx'

type Link = { slug: string; name: string }

/** Beside a space's list: what lies inside it, what people talk about there, and what they loved most. */
export function SpaceContext(props: {
  inside: readonly Link[]
  topics: readonly Link[]
  top: readonly { title: string; href: string }[]
}) {
  const { inside, topics, top } = props
  const t = useT()
  return (
    <>
      {inside.length > 0 ? (
        <Note title={t('space.children')}>
          <PlainLinks links={inside.map(({ name, slug }) => ({ label: name, href: `/s/${slug}` }))} />
        </Note>
      ) : null}
      {top.length > 0 ? (
        <Note title={t('home.top')}>
          <PlainLinks links={top.map(({ title, href }) => ({ label: title, href }))} />
        </Note>
      ) : null}
      {topics.length > 0 ? (
        <Note title={t('space.topics')}>
          <TagList
            tags={topics.map(({ name, slug }) => ({ name, href: `/tags/${encodeURIComponent(slug)}` }))}
          />
        </Note>
      ) : null}
    </>
  )
}
