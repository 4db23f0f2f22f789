import type { ReactNode } from 'react'
import { assets } from './assets.ts'
import { ComposerFiles, type ComposerFilesProps } from './composer-files.tsx'
import { ComposerToolbar } from './composer-toolbar.tsx'
import { Icon } from './icon.tsx'
import { Prose } from './prose.tsx'
import { Time } from './time.tsx'
import { useT } from './words.tsx'

export interface ComposerProps {
  /** Names the text for those who don't see it; the heading above says the same. */
  label: string
  value: string
  error?: string | undefined
  placeholder?: string
  /** Characters that fit. */
  most: number
  /** When this was saved, without being posted. */
  savedAt?: string | null
  /** How what was written will look. */
  preview?: string | null
  /** Above the text: what it answers. */
  above?: ReactNode
  /** The button at the end; nothing where it stands below the composer. */
  submit?: ReactNode
  /** No drafts: what is changed stands already. */
  withoutDraft?: boolean
  /** What may be put into it; nothing where files of whoever writes would not show. */
  files: ComposerFilesProps | null
}

/** The box that one writes in: the text, what becomes of it, and what to do with it. It stands in a form of the caller's. */
export function Composer(props: ComposerProps) {
  const { label, error, savedAt, preview } = props
  const t = useT()
  return (
    <>
      {preview ? <Preview html={preview} /> : null}
      <div className="field">
        <div
          className={error ? 'composer bad' : 'composer'}
          data-composer=""
          data-kept-here={t('composer.keptHere')}
          data-brought-back={t('composer.broughtBack')}
          data-waits-for-files={t('composer.waitsForFiles')}
        >
          {props.above}
          <ComposerToolbar withFiles={props.files !== null} />
          <label className="vh" htmlFor="body">
            {label}
          </label>
          <textarea
            id="body"
            name="body"
            dir="auto"
            rows={6}
            defaultValue={props.value}
            placeholder={props.placeholder}
            aria-autocomplete="list"
            aria-controls="names"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'body-error' : 'body-hint'}
          />
          <div className="names" data-names="/write/names" hidden>
            <p className="vh" role="status" data-says="" />
            <ul id="names" role="listbox" aria-label={t('composer.names')} data-found="" />
          </div>
          <p className="vh" id="body-hint">
            {t('write.body.hint', { most: props.most })}
          </p>
          {props.files ? <ComposerFiles {...props.files} /> : null}
          <div className="say warn" role="status">
            <p data-offline="" hidden>
              <Icon name="warn" />
              {t('composer.lost')}
            </p>
          </div>
          <div className="composer-bar">
            <span className="meta" role="status" data-draft="">
              {savedAt ? <DraftSaved at={savedAt} /> : null}
            </span>
            <span className="push" />
            {props.withoutDraft ? null : (
              <button className="btn small quiet" name="do" value="draft">
                {t('write.draft')}
              </button>
            )}
            <button className="btn small quiet" name="do" value="preview">
              <Icon name="eye" />
              {t('write.preview')}
            </button>
            {props.submit}
          </div>
        </div>
        {error ? (
          <p className="err" id="body-error">
            <Icon name="warn" />
            {error}
          </p>
        ) : null}
      </div>
      <script type="module" src={assets.writing} />
    </>
  )
}

function DraftSaved({ at }: { at: string }) {
  const t = useT()
  return (
    <>
      {t('write.draft.saved')} <Time iso={at} />
    </>
  )
}

/** What the text will look like, made as posts are made. */
export function Preview({ html }: { html: string }) {
  const t = useT()
  return (
    <section className="preview" aria-label={t('write.preview.label')}>
      <p className="meta">{t('write.preview.label')}</p>
      <Prose html={html} />
    </section>
  )
}
