import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useMain } from '../../connection/main-context.ts'
import { useLive } from '../../connection/use-live.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { SettingsSection } from '../../parts/settings-section.tsx'
import styles from './setting.module.css'

/** Whether the system starts Farline: it is asked, and what it answers is shown. */
export function LoginSettings() {
  const { t, i18n } = useTranslation()
  const main = useMain()
  const item = useLive(
    useCallback((options: { signal: AbortSignal }) => main.os.loginItem.watch(undefined, options), [main]),
    'login-item',
  )
  const problemKey = `computer.login.problem.${item?.problem ?? ''}`
  return (
    <SettingsSection title={t('computer.login.title')}>
      {item?.state === 'unsupported' ? (
        <p className={styles.muted}>{t('computer.login.unsupported')}</p>
      ) : (
        <Checkbox
          isSelected={item?.state === 'on'}
          onChange={(isOn) => void main.os.loginItem.set({ isOn }).catch(reportError)}
        >
          {t('computer.login.on')}
        </Checkbox>
      )}
      {i18n.exists(problemKey) ? <p>{t(problemKey as 'computer.login.problem.login-item/not-changed')}</p> : null}
    </SettingsSection>
  )
}
