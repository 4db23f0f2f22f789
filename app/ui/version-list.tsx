import { PersonLink, type PersonRef } from './avatar.tsx'
import { Time } from './time.tsx'
import { useT } from './words.tsx'

/** A piece of text that stayed, came or went. */
export interface ChangedPiece {
  text: string
  was: 'same' | 'added' | 'removed'
}

export interface Version {
  number: number
  at: string
  editor: PersonRef | null
  reason: string
  /** Null where the title stayed as it was. */
  title: readonly ChangedPiece[] | null
  body: readonly ChangedPiece[]
}

/** The versions of a text, the newest first, each with what it changed. */
export function VersionList({ versions, more }: { versions: readonly Version[]; more: boolean }) {
  const t = useT()
  return (
    <>
      <ol className="versions">
        {versions.map((version) => (
          <li key={version.number}>
            <h2 className="title">
              {t(version.number === 1 ? 'history.first' : 'history.version', { number: version.number })}
            </h2>
            <p className="row-meta meta">
              <PersonLink person={version.editor} />
              <Time iso={version.at} />
              {version.reason ? <q dir="auto">{version.reason}</q> : null}
            </p>
            {version.title ? (
              <p className="title" dir="auto">
                <Pieces of={version.title} />
              </p>
            ) : null}
            <div className="change" dir="auto">
              <Pieces of={version.body} />
            </div>
          </li>
        ))}
      </ol>
      {more ? <p className="meta">{t('history.more')}</p> : null}
    </>
  )
}

function Pieces({ of }: { of: readonly ChangedPiece[] }) {
  const t = useT()
  return of.map(({ text, was }, at) => {
    if (was === 'same') return <span key={at}>{text}</span>
    const Change = was === 'added' ? 'ins' : 'del'
    return (
      <Change key={at}>
        <span className="vh">{t(was === 'added' ? 'history.added' : 'history.removed')} </span>
        {text}
      </Change>
    )
  })
}
