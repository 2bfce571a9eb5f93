import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useWorkstationState } from '../../state/workstation-state.ts'
import styles from './key-store-notice.module.css'

/** What a computer without a keyring means for who signs in here. With one there is nothing to say. */
export function KeyStoreNotice() {
  const { t } = useTranslation()
  const keyStore = useWorkstationState(({ host }) => host?.keyStore ?? 'os-keyring')
  if (keyStore === 'os-keyring') return null
  return (
    <p className={styles.notice} data-key-store={keyStore}>
      <KeyRound size={14} strokeWidth={1.75} aria-hidden="true" />
      <span>{t(`door.keyStore.${keyStore}`)}</span>
    </p>
  )
}
