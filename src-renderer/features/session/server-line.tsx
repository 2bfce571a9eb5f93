import { useTranslation } from 'react-i18next'
import { useWorkstationState } from '../../state/workstation-state.ts'
import styles from './server-line.module.css'

/** Which server gets the password, and the way to another one where that is possible. */
export function ServerLine({ onChange }: { onChange?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const serverUrl = useWorkstationState(({ host }) => host?.serverUrl ?? '')
  return (
    <p className={styles.line}>
      {serverUrl === '' ? null : (
        <span className={styles.server}>
          {t('signIn.server')} <bdi>{serverUrl}</bdi>
        </span>
      )}
      {onChange === undefined ? null : (
        <button type="button" className={styles.change} onClick={onChange}>
          {t('signIn.anotherServer')}
        </button>
      )}
    </p>
  )
}
