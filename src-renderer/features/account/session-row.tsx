import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionList } from '#shared/sync/auth-protocol.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { inBackground } from '../../parts/in-background.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './session-list.module.css'

export type Session = SessionList['sessions'][number]

export function SessionRow({ session, onEnd }: { session: Session; onEnd: () => Promise<void> }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const [isEnding, setIsEnding] = useState(false)
  const end = async () => {
    setIsEnding(true)
    await onEnd()
    setIsEnding(false)
  }
  return (
    <li className={styles.row} data-session={session.id}>
      <div className={styles.words}>
        <p className={styles.name}>
          <bdi>{session.deviceName}</bdi>
          {session.isThisOne ? <Badge tone="ok">{t('account.sessions.thisOne')}</Badge> : null}
        </p>
        <p className={styles.muted}>
          <bdi>{session.platform}</bdi>
          {' · '}
          {t('account.sessions.lastUsed', { time: time.full(session.lastUsedAt) })}
        </p>
        <p className={styles.muted}>{t('account.sessions.since', { time: time.full(session.madeAt) })}</p>
      </div>
      {session.isThisOne ? null : (
        <Button
          size="small"
          look="danger"
          isDisabled={isEnding}
          aria-label={t('account.sessions.endNamed', { device: session.deviceName })}
          onPress={inBackground(end)}
        >
          {t(isEnding ? 'account.sessions.ending' : 'account.sessions.end')}
        </Button>
      )}
    </li>
  )
}
