import { useT } from './words.tsx'

/** Waits on every page for a picture to be opened; the script fills it. Without script the picture is a plain link. */
export function Lightbox() {
  const t = useT()
  return (
    <dialog className="lightbox" id="lightbox" aria-label={t('lightbox.label')}>
      <form method="dialog">
        <button className="btn" type="button" data-step="-1" hidden>
          {t('lightbox.previous')}
        </button>
        <button className="btn">{t('lightbox.close')}</button>
        <button className="btn" type="button" data-step="1" hidden>
          {t('lightbox.next')}
        </button>
      </form>
    </dialog>
  )
}
