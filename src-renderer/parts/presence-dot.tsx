import { CircleCheck, CircleMinus, CirclePause, Clock, PowerOff } from 'lucide-react'
import type { PresenceState } from '#shared/sync/presence-protocol.ts'
import { classNames } from '../ui/class-names.ts'
import styles from './presence-dot.module.css'

const icons = {
  available: CircleCheck,
  busy: CircleMinus,
  'wrap-up': CirclePause,
  away: Clock,
  offline: PowerOff,
} as const satisfies Record<PresenceState, typeof Clock>

/** Each state has its own shape; the colour only helps. */
export function PresenceDot({ state }: { state: PresenceState }) {
  const Icon = icons[state]
  return (
    <span className={classNames(styles.dot, styles[state])} data-presence={state}>
      <Icon size={14} strokeWidth={2} aria-hidden="true" />
    </span>
  )
}
