import type { SettingField } from '#app/domains/settings/setting.ts'
import type { SettingView } from '#app/domains/settings/setting.view.ts'
import { settingGroups } from '#app/domains/settings/settings.ts'
import type { FormRefusal } from '#app/http/form.ts'
import type { Translate } from '#app/locales/translate.ts'
import { Empty } from '#app/ui/empty.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { useT } from '#app/ui/words.tsx'
import { AdminPage } from './admin-page.tsx'
import { DeskFinder } from './desk-finder.tsx'
import { SettingRow } from './setting-row.tsx'

type Asked = { q: string; group: string; changed: string }
type SettingsProps = {
  settings: SettingView[]
  asked: Asked
  saved: boolean
  refusal: FormRefusal | undefined
}

/** Settings, found by a word, by their group or by being changed. */
export function SettingsPage({ settings, asked, saved, refusal }: SettingsProps) {
  const t = useT()
  const changed = settings.filter((one) => one.changed).length
  return (
    <AdminPage
      section="settings"
      lead={t('settings.count', { count: settings.length, changed })}
      actions={
        <a className="btn small" href="/admin/settings/history">
          {t('settings.history')}
        </a>
      }
    >
      {saved && !refusal ? (
        <p className="status go" role="status">
          {t('settings.saved')}
        </p>
      ) : null}
      <FormErrors title={t('staff.notDone')} errors={refusal?.errors ?? {}} />
      <SettingsFinder asked={asked} />
      <SettingsForm
        settings={asked.q || asked.changed ? found(settings, asked, t) : ofGroup(settings, asked)}
        refusal={refusal}
      />
    </AdminPage>
  )
}

function ofGroup(settings: SettingView[], { group }: Asked): SettingView[] {
  return settings.filter((one) => one.group === (group || settingGroups[0]))
}

function found(settings: SettingView[], { q, changed }: Asked, t: Translate): SettingView[] {
  const word = q.toLowerCase()
  return settings
    .filter((one) => !changed || one.changed)
    .filter(({ id }) =>
      `${t(`setting.${id}`)} ${t(`setting.${id}.about`)} ${id}`.toLowerCase().includes(word),
    )
}

/** The way to a setting: a word, or its group. */
export function SettingsFinder({ asked: { q, group, changed } }: { asked: Asked }) {
  const t = useT()
  const here = q || changed ? null : group || settingGroups[0]
  return (
    <>
      <DeskFinder id="setting-q" name={t('admin.section.settings')} label={t('settings.find')} q={q} />
      <Tabs
        label={t('settings.groups')}
        tabs={[
          ...settingGroups.map((one) => ({
            label: t(`settings.group.${one}`),
            href: `/admin/settings?group=${one}`,
            current: one === here,
          })),
          { label: t('settings.changedOnly'), href: '/admin/settings?changed=yes', current: changed !== '' },
        ]}
      />
    </>
  )
}

/** The settings of a page in one form: all that were changed are saved, or none. */
export function SettingsForm({
  settings,
  refusal,
}: {
  settings: SettingView[]
  refusal: FormRefusal | undefined
}) {
  const t = useT()
  if (settings.length === 0) return <Empty title={t('settings.none.title')} text={t('settings.none.text')} />
  return (
    <form method="post">
      {settings.map((setting) => (
        <SettingRow
          key={setting.id}
          setting={setting}
          typed={refusal?.values[setting.id]}
          was={refusal?.values[`was:${setting.id}`]}
          error={refusal?.errors[setting.id]}
        />
      ))}
      <div className="save-bar">
        <button className="btn primary">{t('settings.save')}</button>
      </div>
    </form>
  )
}

/** What a field that was not taken wants instead. */
export function faultOf(field: SettingField, t: Translate): string {
  if (field.kind === 'text') return t('settings.fault.text', { min: field.min, max: field.max })
  return t(field.kind === 'zone' ? 'settings.fault.zone' : 'settings.fault.choice')
}
