import { Count } from './count.tsx'

export interface TagProps {
  name: string
  href: string
  count?: number
}

/** A tag, as a link to its conversations. */
export function Tag({ name, href, count }: TagProps) {
  return (
    <a className="tag" href={href} rel="tag" dir="auto">
      {name}
      {count === undefined ? null : (
        <span className="n">
          <Count value={count} />
        </span>
      )}
    </a>
  )
}

/** A handful of tags, one after the other. */
export function TagList({ tags }: { tags: readonly TagProps[] }) {
  return (
    <ul className="cluster">
      {tags.map((tag) => (
        <li key={tag.name}>
          <Tag {...tag} />
        </li>
      ))}
    </ul>
  )
}
