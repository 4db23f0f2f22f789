import { useT } from './words.tsx'

export interface NameOptionsProps {
  /** What is written for each, how it looks, and what is said of it. */
  names: readonly { insert: string; name: string; about: string }[]
}

/** Names that may be meant, for the list below a text. */
export function NameOptions({ names }: NameOptionsProps) {
  const t = useT()
  return (
    <div>
      <p data-says="">{names.length > 0 ? t('composer.names.count', { count: names.length }) : ''}</p>
      <ul data-found="">
        {names.map(({ insert, name, about }, index) => (
          <li
            key={insert}
            id={`name-${index}`}
            role="option"
            aria-selected={index === 0}
            data-insert={insert}
          >
            <bdi>{name}</bdi>
            {about ? <bdi className="meta">{about}</bdi> : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
