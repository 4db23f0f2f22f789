import type { SettingView } from '#app/domains/settings/setting.view.ts'
import type { MessageKey } from '#app/locales/translate.ts'
import { useT } from '#app/ui/words.tsx'

/** Says a value of a setting as people read it. */
export function useSettingWords({ id, field }: Pick<SettingView, 'id' | 'field'>): (value: string) => string {
  const t = useT()
  return (value) => {
    if (field.kind === 'switch') return t(value === 'on' ? 'settings.on' : 'settings.off')
    if (field.kind === 'choice' && field.options.includes(value)) return t(optionKey(id, value))
    return value === '' ? t('settings.empty') : value
  }
}

/** Crawlers have the same two answers; every other choice has words of its own. */
function optionKey(id: SettingView['id'], option: string): MessageKey {
  return (
    id.startsWith('site.crawlers.') ? `settings.crawlers.${option}` : `setting.${id}.${option}`
  ) as MessageKey
}
