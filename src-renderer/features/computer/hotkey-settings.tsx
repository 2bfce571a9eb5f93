import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hotkey } from '#shared/rpc/os-contract.ts'
import { useMain } from '../../connection/main-context.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Button } from '../../ui/button.tsx'
import { HotkeyField } from './hotkey-field.tsx'
import { SettingsSection } from '../../parts/settings-section.tsx'
import styles from './setting.module.css'
import { useSetPreference } from './use-set-preference.ts'

/** Keys of the whole computer: which they are, whether they work, and if not, why. */
export function HotkeySettings() {
  const { t } = useTranslation()
  const main = useMain()
  const hotkeys = useLive(
    useCallback((options: { signal: AbortSignal }) => main.os.hotkeys.watch(undefined, options), [main]),
    'hotkeys',
  )
  return (
    <SettingsSection title={t('computer.hotkeys.title')}>
      {hotkeys?.map((hotkey) => (
        <HotkeyLine key={hotkey.id} hotkey={hotkey} />
      ))}
    </SettingsSection>
  )
}

function HotkeyLine({ hotkey: { id, keys, state } }: { hotkey: Hotkey }) {
  const { t } = useTranslation()
  const set = useSetPreference()
  const chosen = useWorkstationState(({ preferences }) => preferences.hotkeys)
  const { [id]: own, ...others } = chosen
  const name = t(`computer.hotkeys.${id}`)
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <p>{name}</p>
        <p className={styles.muted}>{t(`computer.hotkeys.state.${state}`)}</p>
      </div>
      {state === 'unsupported' ? null : (
        <div className={styles.buttons}>
          <HotkeyField name={name} keys={keys} onChange={(next) => set({ hotkeys: { ...others, [id]: next } })} />
          {keys === '' ? null : (
            <Button size="small" look="quiet" onPress={() => set({ hotkeys: { ...others, [id]: '' } })}>
              {t('computer.hotkeys.off')}
            </Button>
          )}
          {own === undefined ? null : (
            <Button size="small" look="quiet" onPress={() => set({ hotkeys: others })}>
              {t('computer.hotkeys.own')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
