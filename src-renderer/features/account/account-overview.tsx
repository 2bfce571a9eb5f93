import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './account-overview.module.css'
import type { AccountPlace } from './account-place.ts'
import { SessionList } from './session-list.tsx'

export function AccountOverview({ onGo }: { onGo: (place: AccountPlace) => void }) {
  const { t } = useTranslation()
  const { agent, organisation } = useWorkstation()
  const hasFactor = useWorkstationState(({ session }) => session?.state === 'signed-in' && session.hasSecondFactor)
  const start = useRef<HTMLDivElement>(null)
  // Also after the way back from one of its pages, whose button is gone.
  useEffect(() => start.current?.focus(), [])
  return (
    <div className={styles.overview} ref={start} tabIndex={-1}>
      <div className={styles.who}>
        <Avatar id={agent.id} name={agent.name} size="large" />
        <div className={styles.names}>
          <bdi className={styles.name}>{agent.name}</bdi>
          <bdi className={styles.muted}>{agent.email}</bdi>
          <bdi className={styles.muted}>{organisation.name}</bdi>
        </div>
      </div>
      <section className={styles.setting}>
        <div className={styles.words}>
          <h3 className={styles.heading}>{t('account.password.title')}</h3>
          <p className={styles.muted}>{t('account.password.endsOthers')}</p>
        </div>
        <Button size="small" onPress={() => onGo('password')}>
          {t('account.password.change')}
        </Button>
      </section>
      <section className={styles.setting}>
        <div className={styles.words}>
          <h3 className={styles.heading}>{t('account.factor.title')}</h3>
          <p className={styles.muted}>{t(hasFactor ? 'account.factor.isOn' : 'account.factor.isOff')}</p>
        </div>
        <Button size="small" onPress={() => onGo(hasFactor ? 'remove-factor' : 'add-factor')}>
          {t(hasFactor ? 'account.factor.remove' : 'account.factor.add')}
        </Button>
      </section>
      {hasFactor ? (
        <section className={styles.setting}>
          <div className={styles.words}>
            <h3 className={styles.heading}>{t('account.codes.title')}</h3>
            <p className={styles.muted}>{t('account.codes.whatFor')}</p>
          </div>
          <Button size="small" onPress={() => onGo('renew-codes')}>
            {t('account.codes.renew')}
          </Button>
        </section>
      ) : null}
      <SessionList />
    </div>
  )
}
