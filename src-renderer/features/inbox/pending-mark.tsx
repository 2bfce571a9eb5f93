import { CloudUpload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './pending-mark.module.css'

/** Something in it is saved on this desk and not yet decided by the server. */
export function PendingMark() {
  const { t } = useTranslation()
  return (
    <span className={styles.pending} title={t('inbox.pending')}>
      <CloudUpload size={13} strokeWidth={1.75} aria-hidden="true" />
      <VisuallyHidden>{t('inbox.pending')}</VisuallyHidden>
    </span>
  )
}
