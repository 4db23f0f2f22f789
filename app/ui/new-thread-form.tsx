import type { ComposerFilesProps } from './composer-files.tsx'
import { Composer } from './composer.tsx'
import { Field } from './field.tsx'
import { FormErrors } from './form-errors.tsx'
import { Icon } from './icon.tsx'
import { PollFields } from './poll-fields.tsx'
import { SuggestionGroup, type Suggestion } from './suggestions.tsx'
import { TitleField, Wrong } from './title-field.tsx'
import { useT } from './words.tsx'

export interface NewThreadFormProps {
  spaces: readonly { slug: string; name: string; child: boolean }[]
  values: { space: string; title: string; body: string; tags: string; submission: string; at: string }
  /** Sentences by the name of the field. */
  errors: Record<string, string>
  /** In which the time for later is written. */
  timeZone: string
  /** What was typed of a poll, by the name of the field. */
  poll: Record<string, string>
  savedAt: string | null
  preview: string | null
  /** Conversations that sound like the title. */
  similar: readonly Suggestion[]
  knownTags: readonly string[]
  /** Whether the text begins with one of the space. */
  templated: boolean
  /** Tags of which the space wants one at least. */
  requiredTags: readonly string[]
  most: { title: number; body: number }
  /** What may be put into the text. */
  files: ComposerFilesProps
}

/** The form of a new thread: where, its title, what sounds like it, its text and its tags. */
export function NewThreadForm(props: NewThreadFormProps) {
  const { values, errors } = props
  const t = useT()
  return (
    <>
      <FormErrors title={t('write.notYet')} errors={errors} />
      <form className="write-form" method="post" action="/new" aria-label={t('write.new.title')}>
        <input type="hidden" name="submission" value={values.submission} />
        <SpaceChoice spaces={props.spaces} value={values.space} error={errors['space']} />
        <TitleField value={values.title} most={props.most.title} error={errors['title']} />
        <Similar items={props.similar} />
        <div data-template="">
          {props.templated ? (
            <p className="say">
              <Icon name="list" />
              <span>{t('write.template')}</span>
            </p>
          ) : null}
        </div>
        <Composer
          label={t('write.new.body')}
          files={props.files}
          value={values.body}
          error={errors['body']}
          placeholder={t('write.new.placeholder')}
          most={props.most.body}
          savedAt={props.savedAt}
          preview={props.preview}
        />
        <PollFields values={props.poll} errors={errors} />
        <TagsField {...props} />
        <div className="form-foot">
          <button className="btn primary" name="do" value="post">
            <Icon name="send" />
            {t('write.new.do')}
          </button>
          <Later {...props} />
        </div>
      </form>
    </>
  )
}

/** It may also be posted later, by itself. */
function Later({ values, errors, timeZone }: NewThreadFormProps) {
  const t = useT()
  return (
    <details className="later" open={errors['at'] ? true : undefined}>
      <summary className="btn quiet">
        <Icon name="clock" />
        {t('write.later')}
      </summary>
      <Field
        name="at"
        type="datetime-local"
        label={t('write.later.at')}
        hint={t('write.later.hint', { zone: timeZone })}
        error={errors['at']}
        defaultValue={values.at}
      />
      <button className="btn" name="do" value="schedule">
        {t('write.later.do')}
      </button>
    </details>
  )
}

function TagsField({ values, errors, knownTags, requiredTags }: NewThreadFormProps) {
  const t = useT()
  const required = requiredTags.length > 0 ? t('write.tags.oneOf', { tags: requiredTags.join(', ') }) : ''
  return (
    <div data-tags="">
      <Field
        name="tags"
        label={t('write.tags')}
        hint={`${required} ${t('write.tags.hint')}`.trim()}
        error={errors['tags']}
        defaultValue={values.tags}
        autoComplete="off"
        list="known-tags"
        dir="auto"
        after={
          <datalist id="known-tags">
            {[...new Set([...requiredTags, ...knownTags])].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        }
      />
    </div>
  )
}

function SpaceChoice(props: {
  spaces: NewThreadFormProps['spaces']
  value: string
  error: string | undefined
}) {
  const { spaces, value, error } = props
  const t = useT()
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label htmlFor="space">{t('write.space')}</label>
      <select
        className="input"
        id="space"
        name="space"
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'space-error' : undefined}
      >
        <option value="">{t('write.space.choose')}</option>
        {spaces.map(({ slug, name, child }) => (
          <option key={slug} value={slug}>
            {child ? `– ${name}` : name}
          </option>
        ))}
      </select>
      <Wrong name="space">{error}</Wrong>
      <noscript>
        <button className="btn small" name="do" value="space">
          {t('write.space.take')}
        </button>
      </noscript>
    </div>
  )
}

/** What sounds like the title; a script fills it while one types. */
function Similar({ items }: { items: readonly Suggestion[] }) {
  const t = useT()
  return (
    <div className="like" data-similar="/search/similar" hidden={items.length === 0}>
      <p className="vh" role="status" data-says="" />
      <div data-found="">
        <SuggestionGroup title={t('similar.title')} items={items} />
      </div>
    </div>
  )
}
