import { AlarmClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Instant } from '#shared/kit/clock.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { useNow } from '../../../state/now.ts'
import styles from './snooze-mark.module.css'

/** Until when a conversation is put aside. */
export function SnoozeMark({ untilAt }: { untilAt: Instant }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const now = useNow()
  return (
    <span className={styles.mark} title={time.full(untilAt)} data-snoozed="">
      <AlarmClock size={13} strokeWidth={1.75} aria-hidden="true" />
      {t('snooze.until', { time: time.until(untilAt, now) })}
    </span>
  )
}
