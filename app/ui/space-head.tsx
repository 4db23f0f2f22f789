import type { ReactNode } from 'react'
import type { MessageKey } from '#app/locales/translate.ts'
import { Cover, type CoverSource } from './cover.tsx'
import { Icon, type IconName } from './icon.tsx'
import { useT } from './words.tsx'

export type SpaceState = 'archived' | 'locked' | 'slow' | 'private'

export interface SpaceHeadProps {
  name: string
  purpose?: string | null
  cover: CoverSource
  state?: SpaceState | null
  /** More about the state: how slow, who may see. */
  stateNote?: string
  actions?: ReactNode
}

const STATES: Record<SpaceState, { icon: IconName; key: MessageKey }> = {
  archived: { icon: 'archive', key: 'space.archived' },
  locked: { icon: 'lock', key: 'space.locked' },
  slow: { icon: 'clock', key: 'space.slow' },
  private: { icon: 'key', key: 'space.private' },
}

/** A space's cover with its name, its purpose in one sentence, and its state in words. */
export function SpaceHead({ name, purpose, cover, state, stateNote, actions }: SpaceHeadProps) {
  const t = useT()
  const look = state ? STATES[state] : null
  return (
    <header className="space-head">
      <Cover source={cover}>
        <h1 className="display" dir="auto">
          {name}
        </h1>
      </Cover>
      {purpose || look || actions ? (
        <div className="about">
          <div>
            {purpose ? <p dir="auto">{purpose}</p> : null}
            {look ? (
              <p className="status">
                <Icon name={look.icon} />
                {stateNote ?? t(look.key)}
              </p>
            ) : null}
          </div>
          {actions ? <div className="cluster">{actions}</div> : null}
        </div>
      ) : null}
    </header>
  )
}
