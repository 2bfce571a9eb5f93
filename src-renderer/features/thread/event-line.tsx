import {
  AlarmClock,
  AlarmClockOff,
  ArrowRightLeft,
  BellOff,
  BellRing,
  DoorOpen,
  CircleCheck,
  Flag,
  Link,
  Mail,
  MailQuestionMark,
  MailX,
  Merge,
  MessageSquarePlus,
  RotateCcw,
  ShieldCheck,
  ShieldX,
  Star,
  Split,
  Undo2,
  Unlink,
  UserRoundCheck,
  UserRoundX,
} from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Priority, priorities } from '#shared/domain/conversation/priorities.ts'
import type { EventType, TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useAgentName } from '../../parts/use-agent-name.ts'
import styles from './event-line.module.css'

const icons = {
  opened: MessageSquarePlus,
  assigned: UserRoundCheck,
  unassigned: UserRoundX,
  offered: BellRing,
  'offer-withdrawn': BellOff,
  'offer-declined': BellOff,
  'offer-expired': BellOff,
  'given-back': Undo2,
  transferred: ArrowRightLeft,
  snoozed: AlarmClock,
  woken: AlarmClockOff,
  resolved: CircleCheck,
  reopened: RotateCcw,
  prioritised: Flag,
  'marked-spam': ShieldX,
  'unmarked-spam': ShieldCheck,
  merged: Merge,
  absorbed: Merge,
  unmerged: Split,
  parted: Split,
  linked: Link,
  unlinked: Unlink,
  ended: DoorOpen,
  rated: Star,
  mailed: Mail,
  'mail-failed': MailX,
  'mail-unknown': MailQuestionMark,
} as const satisfies Record<EventType, typeof Flag>

/** Something that happened, between what was said. */
export const EventLine = memo(function EventLine({ entry }: { entry: TimelineEntry }) {
  const { time } = useFormats()
  const words = useEventWords()
  if (!entry.event) return null
  const Icon = icons[entry.event.type]
  return (
    <p className={styles.event}>
      <Icon size={13} strokeWidth={1.75} aria-hidden="true" />
      <span>{words(entry, entry.event)}</span>
      <time dateTime={new Date(entry.createdAt).toISOString()} title={time.full(entry.createdAt)}>
        {time.clock(entry.createdAt)}
      </time>
      {entry.event.type === 'rated' && entry.text !== '' ? (
        <q className={styles.said} dir="auto">
          {entry.text}
        </q>
      ) : null}
    </p>
  )
})

/** Sentences differ by who did it and to whom: "You" takes another verb, and taking something differs from giving it. */
function useEventWords() {
  const { t } = useTranslation()
  const { agent } = useWorkstation()
  const nameOf = useAgentName()
  return (entry: TimelineEntry, { type, subjectId, value }: NonNullable<TimelineEntry['event']>): string => {
    const told = { subject: nameOf(subjectId), value: isPriority(value) ? t(`priority.${value}`) : (value ?? '') }
    if (type === 'mailed' || type === 'mail-failed' || type === 'mail-unknown')
      return t(`event.${type}`, { address: entry.text })
    if (type === 'given-back' && subjectId === agent.id) return t('event.given-back.yours')
    if (entry.authorKind !== 'agent') return t(`event.${type}.somehow`, told)
    const isSelf = subjectId === entry.authorId
    const actor = nameOf(entry.authorId)
    const byMe = entry.authorId === agent.id
    if (type !== 'assigned') return t(byMe ? `event.${type}.byYou` : `event.${type}.by`, { ...told, actor })
    if (isSelf) return t(byMe ? 'event.assigned.youTook' : 'event.assigned.took', { actor })
    if (subjectId === agent.id) return t('event.assigned.toYou', { actor })
    return t(byMe ? 'event.assigned.byYou' : 'event.assigned.by', { ...told, actor })
  }
}

const isPriority = (value: string | undefined): value is Priority =>
  value !== undefined && (priorities as readonly string[]).includes(value)
