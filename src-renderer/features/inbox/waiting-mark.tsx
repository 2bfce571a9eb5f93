import { Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '#shared/domain/conversation/conversation.ts'
import { notWaiting } from '#shared/domain/conversation/not-waiting.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useNow } from '../../state/now.ts'
import { classNames } from '../../ui/class-names.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { isLongWait } from './is-long-wait.ts'
import styles from './waiting-mark.module.css'

/** How long the customer has waited for an answer; nothing when nobody waits. */
export function WaitingMark({ sinceAt, channel }: { sinceAt: number; channel: Channel }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const now = useNow()
  if (sinceAt >= notWaiting) return null
  const waitedMs = Math.max(0, now - sinceAt)
  const span = time.span(waitedMs)
  return (
    <span
      className={classNames(styles.waiting, isLongWait(waitedMs, channel) && styles.long)}
      title={t('inbox.waiting', { span })}
    >
      <Hourglass size={12} strokeWidth={2} aria-hidden="true" />
      <span aria-hidden="true">{span}</span>
      <VisuallyHidden>{t('inbox.waiting', { span })}</VisuallyHidden>
    </span>
  )
}
