import { Check, CloudOff, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useWorkstationState } from '../../state/workstation-state.ts'
import styles from './composer-status.module.css'
import type { Keeping } from './conversation-drafts.ts'
import type { Sent } from './use-send.ts'

interface ComposerStatusProps {
  sent: Sent
  keeping: Keeping
  enterSends: boolean
  isEmpty: boolean
}

/** What is safe: the last thing said about what was written. With nothing to say it tells which key sends. */
export function ComposerStatus({ sent, keeping, enterSends, isEmpty }: ComposerStatusProps) {
  const { t } = useTranslation()
  const isConnected = useWorkstationState(({ sync }) => sync?.state === 'online' || sync?.state === 'syncing')
  if (sent.state === 'failed') {
    return (
      <p className={styles.failed} data-composer-status="failed">
        <TriangleAlert size={13} aria-hidden="true" />
        {t(`composer.failed.${sent.problem}`)}
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
