import { Icon } from './icon.tsx'
import { useT } from './words.tsx'

/** What may be put into a text, and where it goes. */
export interface ComposerFilesProps {
  /** The address that takes a file from a script, and the page for who has none. */
  to: string
  page: string
  /** Endings of what is taken, as a file picker reads them. */
  accept: string
  /** Bytes of the largest file. */
  most: number
}

/** The files of a text on their way: a script fills the list by the template. Without one a link leads to a page for them. */
export function ComposerFiles({ to, page, accept, most }: ComposerFilesProps) {
  const t = useT()
  return (
    <>
      <input
        type="file"
        hidden
        multiple
        accept={accept}
        aria-label={t('composer.tool.file')}
        data-to={to}
        data-most={most}
        data-large={t('composer.file.large', { most: most / 1_000_000 })}
      />
      <div role="group" aria-label={t('composer.files')} data-files="" hidden />
      <template
        data-row=""
        data-going={t('composer.file.going')}
        data-making={t('composer.file.making')}
        data-here={t('composer.file.here')}
        data-lost={t('composer.file.lost')}
        data-failed={t('composer.file.failed')}
        data-out={t('composer.file.out')}
        data-again={t('composer.file.again')}
      >
        <div className="upl">
          <span className="up-ic" data-sign="">
            <Icon name="picture" />
          </span>
          <img data-picture="" alt="" width={48} height={48} hidden />
          <b dir="auto" data-name="" />
          <span className="up-acts">
            <button className="btn small quiet" type="button" data-again="" hidden>
              {t('composer.file.again')}
            </button>
            <button className="btn small quiet icon-only" type="button" data-out="">
              <Icon name="x" />
            </button>
          </span>
          <progress max={1} value={0} data-bar="" />
          <span className="meta" role="status" data-says="" />
          <div className="field" data-describe="">
            <input
              className="input"
              dir="auto"
              autoComplete="off"
              maxLength={500}
              data-alt=""
              placeholder={t('composer.file.alt')}
            />
            <p className="hint">{t('composer.file.alt.hint')}</p>
          </div>
        </div>
      </template>
      <noscript>
        <p className="composer-more">
          <a className="link" href={page}>
            {t('composer.files.page')}
          </a>
        </p>
      </noscript>
    </>
  )
}
