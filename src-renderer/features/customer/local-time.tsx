import { Moon, Sun, Sunrise, Sunset } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type DayPart, localTimeOf } from '../../i18n/local-time.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useNow } from '../../state/now.ts'
import styles from './local-time.module.css'

const icons = {
  night: Moon,
  early: Sunrise,
  morning: Sun,
  afternoon: Sun,
  evening: Sunset,
} as const satisfies Record<DayPart, typeof Sun>

/** What hour it is for the customer, so that nobody rings at three in the morning. */
export function LocalTime({ timeZone }: { timeZone: string }) {
  const { t } = useTranslation()
  const { locale } = useFormats()
  const now = useNow()
  const local = localTimeOf(timeZone, now, locale)
  if (!local) return null
  const Icon = icons[local.part]
  return (
    <p className={styles.local}>
      <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.clock}>
        {local.weekday} {local.clock}
      </span>
      <span className={styles.part}>{t(`customer.dayPart.${local.part}`)}</span>
    </p>
  )
}
