import { Icon, type IconName } from './icon.tsx'
import { useT } from './words.tsx'

const ACTS = ['bold', 'italic', 'link', 'quote', 'list', 'code', 'spoiler'] as const
const SIGNS: Record<(typeof ACTS)[number], IconName> = {
  bold: 'bold',
  italic: 'italic',
  link: 'link',
  quote: 'quote',
  list: 'list',
  code: 'code',
  spoiler: 'hidden',
}
const KEYS: Partial<Record<(typeof ACTS)[number], string>> = { bold: 'B', italic: 'I', link: 'K' }

/** Buttons that write marks of Markdown into the text. Only a script can, so without one there are none. */
export function ComposerToolbar({ withFiles }: { withFiles: boolean }) {
  const t = useT()
  return (
    <div
      className="composer-tools needs-js"
      role="toolbar"
      aria-label={t('composer.tools')}
      aria-controls="body"
    >
      {ACTS.map((act, index) => (
        <button
          key={act}
          type="button"
          className="tool"
          data-act={act}
          tabIndex={index === 0 ? 0 : -1}
          aria-label={t(`composer.tool.${act}`)}
          aria-keyshortcuts={KEYS[act] ? `Control+${KEYS[act]} Meta+${KEYS[act]}` : undefined}
          title={KEYS[act] ? `${t(`composer.tool.${act}`)} (Ctrl+${KEYS[act]})` : t(`composer.tool.${act}`)}
        >
          <Icon name={SIGNS[act]} />
        </button>
      ))}
      {withFiles ? (
        <button
          type="button"
          className="tool"
          data-pick=""
          tabIndex={-1}
          aria-label={t('composer.tool.file')}
          title={t('composer.tool.file')}
        >
          <Icon name="picture" />
        </button>
      ) : null}
    </div>
  )
}
