import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Instant, systemClock } from '#shared/kit/clock.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { secondsLeft } from './seconds-left.ts'

/** When a delayed reply goes out, or what it waits for after that. A timer is silent by nature: nobody wants to hear every second. */
export function DelayedWords({ dueAt, waitsForFiles }: { dueAt: Instant; waitsForFiles: boolean }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const [now, setNow] = useState(() => systemClock.now())
  useEffect(() => {
    const ticking = setInterval(() => setNow(systemClock.now()), 1_000)
    return () => clearInterval(ticking)
  }, [])
  const left = secondsLeft(dueAt, now)
  if (left === undefined) return t(waitsForFiles ? 'delivery.waitsForFiles' : 'delivery.delayed')
  return (
    <span role="timer" aria-live="off">
      {t('delivery.goesOutIn', { span: time.seconds(left) })}
    </span>
  )
}
