import type { SettingView } from '#app/domains/settings/setting.view.ts'
import { Wrong } from '#app/ui/title-field.tsx'
import { useT } from '#app/ui/words.tsx'
import { useSettingWords } from './setting-words.ts'

type RowProps = {
  setting: SettingView
  /** What was sent, where it was not taken. */
  typed: string | undefined
  /** What the field showed when that was typed. */
  was: string | undefined
  error: string | undefined
}

/** One setting: what it is, what it does, its field, its default and the way back to it. */
export function SettingRow({ setting, typed, was, error }: RowProps) {
  const { id, value, standard, changed } = setting
  const t = useT()
  const say = useSettingWords(setting)
  return (
    <div className={changed ? 'setting changed' : 'setting'}>
      <div>
        <label htmlFor={id}>{t(`setting.${id}`)}</label>
        <p id={`${id}-about`}>{t(`setting.${id}.about`)}</p>
      </div>
      <div className={error ? 'field bad' : 'field'}>
        <input type="hidden" name={`was:${id}`} value={was ?? value} />
        <Control setting={setting} shown={typed ?? value} error={error} />
        <Wrong name={id}>{error}</Wrong>
      </div>
      <p className="set-tail">
        {changed ? <span className="status wait">{t('settings.changed')}</span> : null}
        <span>{t('settings.standard', { value: say(standard) })}</span>
        {changed ? (
          <>
            <button name="reset" value={id}>
              {t('settings.reset')}
              <span className="vh"> {t(`setting.${id}`)}</span>
            </button>
            <a href={`/admin/settings/history?setting=${id}`}>{t('settings.history')}</a>
          </>
        ) : null}
      </p>
    </div>
  )
}

function Control({
  setting,
  shown,
  error,
}: {
  setting: SettingView
  shown: string
  error: string | undefined
}) {
  const { id, field } = setting
  const say = useSettingWords(setting)
  const common = {
    className: 'input',
    id,
    name: id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error ? `${id}-about ${id}-error` : `${id}-about`,
  }
  if (field.kind === 'text' || field.kind === 'zone')
    return <input {...common} defaultValue={shown} dir="auto" />
  const options = field.kind === 'switch' ? ['on', 'off'] : field.options
  return (
    <select {...common} defaultValue={shown}>
      {options.map((option) => (
        <option key={option} value={option}>
          {say(option)}
        </option>
      ))}
    </select>
  )
}
