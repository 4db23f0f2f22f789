import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

/** Nothing waits any more: in a space, or everywhere. */
export function MarkAllRead({ here, space }: { here: string; space: string | null }) {
  const t = useT()
  return (
    <form className="reading-tools" method="post" action="/reading/all">
      <input type="hidden" name="to" value={here} />
      {space === null ? null : <input type="hidden" name="space" value={space} />}
      <button className="btn small">
        <Icon name="check" />
        {t(space === null ? 'reading.all.do' : 'reading.all.space')}
      </button>
    </form>
  )
}
