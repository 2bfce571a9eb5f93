import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import styles from './wallboard-page.module.css'

const shownCounts = ['unassigned', 'open', 'snoozed'] as const

/** How much waits, to be read from across the room. Only numbers that this desk knows. */
export function WallboardPage() {
  const { t } = useTranslation()
  const { names } = useFormats()
  const { queries } = useWorkstation()
  const counts = useLive(
    useCallback((options: { signal: AbortSignal }) => queries.inbox.counts(undefined, options), [queries]),
    'counts',
  )
  return (
    <div className={styles.board} aria-busy={counts === undefined}>
      <dl className={styles.counts}>
        {shownCounts.map((view) => (
          <div key={view} className={styles.count}>
            <dt className={styles.name}>{t(`views.${view}`)}</dt>
            <dd className={styles.number} data-count={view}>
              {counts === undefined ? '…' : names.number(counts[view])}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.scope}>{t('wallboard.scope')}</p>
    </div>
  )
}
