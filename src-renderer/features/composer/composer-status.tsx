import { Check, CloudOff, HardDriveDownload, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useIsServerHere } from '../../state/workstation-state.ts'
import styles from './composer-status.module.css'
import type { Keeping } from './conversation-drafts.ts'
import type { Hold } from './files/chips-of.ts'
import type { Sent } from './use-send.ts'

interface ComposerStatusProps {
  sent: Sent
  /** Why it cannot be sent yet. */
  hold: Hold | null
  keeping: Keeping
  enterSends: boolean
  isEmpty: boolean
}

/** What is safe: the last thing said about what was written. With nothing to say it tells which key sends. */
export function ComposerStatus({ sent, hold, keeping, enterSends, isEmpty }: ComposerStatusProps) {
  const { t } = useTranslation()
  const isConnected = useIsServerHere()
  if (sent.state === 'failed') {
    return (
      <p className={styles.failed} data-composer-status="failed">
        <TriangleAlert size={13} aria-hidden="true" />
        {t(`composer.failed.${sent.problem}`)}
      </p>
    )
  }
  if (hold !== null) {
    const Icon = hold === 'keeping' ? HardDriveDownload : TriangleAlert
    return (
      <p className={hold === 'keeping' ? styles.status : styles.failed} data-composer-status="hold">
        <Icon size={13} aria-hidden="true" />
        {t(`composer.files.hold.${hold}`)}
      </p>
    )
  }
  if (sent.state === 'saved') {
    return (
      <p className={styles.status} data-composer-status="saved">
        {isConnected ? <Check size={13} aria-hidden="true" /> : <CloudOff size={13} aria-hidden="true" />}
        {t(isConnected ? `composer.saved.${sent.mode}` : `composer.savedOffline.${sent.mode}`)}
      </p>
    )
  }
  if (!isEmpty && keeping === 'not-kept') return <p className={styles.failed}>{t('composer.draftNotKept')}</p>
  if (!isEmpty && keeping === 'kept') return <p className={styles.status}>{t('composer.draftKept')}</p>
  return <p className={styles.status}>{t(enterSends ? 'composer.keys.enterSends' : 'composer.keys.ctrlEnterSends')}</p>
}
