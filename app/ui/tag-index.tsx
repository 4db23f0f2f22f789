import { formatCount } from './count.tsx'
import type { TagProps } from './tag.tsx'
import { useT } from './words.tsx'

/** All tags in columns, each with how many conversations carry it. */
export function TagIndex({ tags }: { tags: readonly TagProps[] }) {
  const t = useT()
  return (
    <ul className="tag-index">
      {tags.map((tag) => (
        <li key={tag.name}>
          <a href={tag.href} rel="tag">
            <b dir="auto">{tag.name}</b>
            {tag.count === undefined ? null : (
              <span className="meta">
                {t('tags.count', { count: tag.count, shown: formatCount(tag.count, t) })}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}
