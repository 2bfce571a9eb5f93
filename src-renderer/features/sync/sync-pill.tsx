import { CircleCheck, CloudOff, LogOut, OctagonAlert, RefreshCw, ServerOff } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { classNames } from '../../ui/class-names.ts'
import { Popover } from '../../ui/popover.tsx'
import { SyncDetails } from './sync-details.tsx'
import styles from './sync-pill.module.css'

const icons = {
  online: CircleCheck,
  syncing: RefreshCw,
  offline: CloudOff,
  'server-unreachable': ServerOff,
  'signed-out': LogOut,
  'not-saving': OctagonAlert,
} as const satisfies Record<SyncState['state'], typeof CircleCheck>

/** Whether what is on screen is the truth and what was written is on its way, in a word or two; pressed, the whole story. */
export function SyncPill() {
  const { t } = useTranslation()
  const { time, names } = useFormats()
  const sync = useWorkstationState((state) => state.sync)
  const link = useWorkstationState((state) => state.link)
  if (link === 'lost' || link === 'not-let-in') {
    return (
      <span className={classNames(styles.pill, styles.trouble)}>
        <ServerOff size={14} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.words}>{t('sync.pill.no-workstation')}</span>
      </span>
    )
  }
  if (!sync) return null
  const Icon = icons[sync.state]
  const words = t(`sync.pill.${sync.state}`, { time: time.clock(sync.sinceAt), waiting: names.number(sync.waiting) })
  const isTrouble = sync.state !== 'online' && sync.state !== 'syncing'
  return (
    <Popover
      label={t('sync.label')}
      trigger={
        <AriaButton
          className={classNames(styles.pill, styles.button, isTrouble && styles.trouble)}
          data-sync={sync.state}
        >
          <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.words}>{words}</span>
        </AriaButton>
      }
    >
      {(close) => <SyncDetails sync={sync} onLeave={close} />}
    </Popover>
  )
}
