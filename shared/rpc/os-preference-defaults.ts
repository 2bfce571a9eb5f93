import type { OsPreferences } from './os-contract.ts'

/** Without the validators: windows need it before main has told them anything. */
export const osPreferenceDefaults: OsPreferences = {
  notifications: true,
  notificationContent: 'name',
  quietHours: { isOn: false, from: 22 * 60, to: 7 * 60 },
  hotkeys: {},
  askWhereToSave: false,
}
