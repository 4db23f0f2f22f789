import { useT } from './words.tsx'

/**
 * Keeps how far a thread was read: by a button, and with script by itself, as one reads (`islands/reading.ts`). Nothing is
 * marked by a page that was only fetched. `done`: all of it was read already.
 */
export function MarkRead({ thread, number, done }: { thread: number; number: number; done: boolean }) {
  const t = useT()
  return (
    <form className="reading-tools" method="post" action="/reading/read" data-reading={number} hidden={done}>
      <input type="hidden" name="thread" value={thread} />
      <input type="hidden" name="number" value={number} />
      <button className="btn small quiet">{t('reading.mark.do', { number })}</button>
    </form>
  )
}
