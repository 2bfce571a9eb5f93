import { useTranslation } from 'react-i18next'
import { hostKind } from '../../connection/host-kind.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { SettingsSection } from '../../parts/settings-section.tsx'
import styles from './setting.module.css'
import { useSetPreference } from './use-set-preference.ts'

/** Where files go that are saved here. */
export function FileSettings() {
  const { t } = useTranslation()
  const set = useSetPreference()
  const isAsked = useWorkstationState(({ preferences }) => preferences.askWhereToSave)
  return (
    <SettingsSection title={t('computer.files.title')}>
      {hostKind() === 'browser' ? (
        <p className={styles.muted}>{t('computer.files.browser')}</p>
      ) : (
        <Checkbox isSelected={isAsked} onChange={(isOn) => set({ askWhereToSave: isOn })}>
          {t('computer.files.ask')}
        </Checkbox>
      )}
    </SettingsSection>
  )
}
