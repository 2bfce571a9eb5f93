import { useTranslation } from 'react-i18next'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { isSoonErased } from '../../parts/is-soon-erased.ts'
import { useNow } from '../../state/now.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Notices } from './notices.tsx'
import styles from './sync-details.module.css'
import { useRepairWords } from './use-repair-words.ts'
import { useWhyNotSaving } from './use-why-not-saving.ts'
import { useWhyUnreachable } from './use-why-unreachable.ts'
import { WaitingCommands } from './waiting-commands.tsx'

/** What happened, what is safe, what waits. */
export function SyncDetails({ sync, onLeave }: { sync: SyncState; onLeave: () => void }) {
  const { t } = useTranslation()
  const { time, names } = useFormats()
  const host = useWorkstationState((state) => state.host)
  const replica = useWorkstationState((state) => state.replica)
  const keptUntilAt = useWorkstationState(({ session }) => (session?.state === 'signed-in' ? session.keptUntilAt : 0))
  const now = useNow()
  const repairWords = useRepairWords()
  const whyNotSaving = useWhyNotSaving()
  const whyUnreachable = useWhyUnreachable()
  return (
    <div className={styles.details}>
      <h2 className={styles.title}>{t(`sync.title.${sync.state}`)}</h2>
      <p className={styles.muted}>{t('sync.since', { time: time.full(sync.sinceAt) })}</p>
      <p>{t(`sync.explained.${sync.state}`)}</p>
      {sync.state === 'not-saving' ? <p>{whyNotSaving(sync.problem ?? '')}</p> : null}
      {sync.state === 'server-unreachable' && sync.problem !== undefined ? <p>{whyUnreachable(sync.problem)}</p> : null}
      {isSoonErased(keptUntilAt, now) ? (
        <p className={styles.warning}>{t('door.keptUntil', { time: time.full(keptUntilAt) })}</p>
      ) : null}
      <section className={styles.section}>
        <h3 className={styles.heading}>
          {sync.waiting === 0 ? t('sync.nothingWaits') : t('sync.waiting', { count: sync.waiting })}
        </h3>
        {sync.waiting === 0 ? null : <WaitingCommands count={sync.waiting} onLeave={onLeave} />}
      </section>
      <dl className={styles.facts}>
        {replica ? (
          <div>
            <dt>{t('sync.rows')}</dt>
            <dd>{t(`sync.replica.${replica.state}`, { rows: names.number(replica.rows) })}</dd>
          </div>
        ) : null}
        {host ? (
          <>
            <div>
              <dt>{t('sync.server')}</dt>
              <dd>
                <bdi>{host.serverUrl}</bdi>
              </dd>
            </div>
            <div>
              <dt>{t('sync.key')}</dt>
              <dd>{t(`sync.keyStore.${host.keyStore}`)}</dd>
            </div>
            <div>
              <dt>{t('sync.version')}</dt>
              <dd>
                <bdi>{host.version}</bdi>
              </dd>
            </div>
          </>
        ) : null}
      </dl>
      {host && host.keyStore !== 'os-keyring' ? (
        <p className={styles.keyStore}>{t(`door.keyStore.${host.keyStore}`)}</p>
      ) : null}
      <Notices />
      {replica?.problem ? <p className={styles.repaired}>{repairWords(replica.problem)}</p> : null}
    </div>
  )
}
