import { useTranslation } from 'react-i18next'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'

const ways = {
  online: 'sending',
  syncing: 'sending',
  offline: 'later',
  'server-unreachable': 'later',
  'signed-out': 'opened',
  'not-saving': 'opened',
} as const satisfies Record<SyncState['state'], string>

/** What becomes of the work behind a locked door. */
export function StillToSend() {
  const { t } = useTranslation()
  const sync = useWorkstationState((state) => state.sync)
  if (sync === null) return null
  return (
    <p data-still-to-send={sync.waiting}>
      {sync.waiting === 0 ? t('locked.allSent') : t(`locked.waiting.${ways[sync.state]}`, { count: sync.waiting })}
    </p>
  )
}
