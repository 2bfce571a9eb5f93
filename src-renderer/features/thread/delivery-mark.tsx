import { ArrowUp, Check, CheckCheck, CircleHelp, Clock, Eye, Hand, Hourglass, TriangleAlert, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DeliveryState } from '#shared/domain/message/timeline-entry.ts'
import type { Instant } from '#shared/kit/clock.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './delivery-mark.module.css'
import { DelayedWords } from './undo/delayed-words.tsx'

const icons = {
  queued: Clock,
  sending: ArrowUp,
  sent: Check,
  delivered: CheckCheck,
  read: Eye,
  delayed: Hourglass,
  held: Hand,
  failed: TriangleAlert,
  unknown: CircleHelp,
  withdrawn: Undo2,
} as const satisfies Record<Exclude<DeliveryState, 'none'>, typeof Check>

interface DeliveryMarkProps {
  state: DeliveryState
  dueAt: Instant
  /** Files of it are not at the server yet. */
  waitsForFiles: boolean
}

/** How far a message has come, as an icon and in words. */
export function DeliveryMark({ state, dueAt, waitsForFiles }: DeliveryMarkProps) {
  const { t } = useTranslation()
  if (state === 'none') return null
  const Icon = icons[state]
  return (
    <span
      className={classNames(styles.mark, styles[state])}
      title={t(`delivery.explained.${state === 'delayed' && waitsForFiles ? 'waitsForFiles' : state}`)}
      data-delivery={state}
    >
      <Icon size={12} strokeWidth={2} aria-hidden="true" />
      {state === 'delayed' && dueAt > 0 ? (
        <DelayedWords dueAt={dueAt} waitsForFiles={waitsForFiles} />
      ) : (
        t(`delivery.${state}`)
      )}
    </span>
  )
}
