import type { SettingField } from './setting.ts'
import type { SettingGroup, SettingId } from './settings.ts'

/** A setting as its form shows it. Values are as typed. */
export type SettingView = {
  id: SettingId
  group: SettingGroup
  field: SettingField
  value: string
  standard: string
  /** Other than the default. */
  changed: boolean
}
