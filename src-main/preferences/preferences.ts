import type { z } from 'zod'
import { osPreferenceDefaults } from '#shared/rpc/os-preference-defaults.ts'
import { type Preferences, preferencesSchema } from '#shared/rpc/workstation-contract.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { JsonFile } from '../files/json-file.ts'
import { createLatestWriter } from '../files/latest-writer.ts'

export interface PreferencesStore {
  readonly value: ReadableValue<Preferences>
  /** Shown in every window at once, and kept for the next start. */
  change(changes: SomePreferences): Promise<void>
}

const defaults: Preferences = {
  theme: 'system',
  language: 'system',
  density: 'comfortable',
  enterSends: false,
  undoSendSeconds: 10,
  viewsCollapsed: false,
  contextCollapsed: false,
  ...osPreferenceDefaults,
}

/** A file of an older version lacks the newer choices: those take their defaults. */
export const storedPreferencesSchema = preferencesSchema.partial()
type SomePreferences = z.infer<typeof storedPreferencesSchema>

export async function openPreferences(file: JsonFile<SomePreferences>): Promise<PreferencesStore> {
  const value = createObservableValue(changed(defaults, (await file.read()) ?? {}))
  const writer = createLatestWriter((preferences: Preferences) => file.write(preferences))
  return {
    value,
    change(changes) {
      value.set(changed(value.get(), changes))
      return writer.write(value.get())
    },
  }
}

/** What is left undefined stays as it is. */
function changed(preferences: Preferences, changes: SomePreferences): Preferences {
  const given = Object.fromEntries(Object.entries(changes).filter(([, choice]) => choice !== undefined))
  return { ...preferences, ...given }
}
