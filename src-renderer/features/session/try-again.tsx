import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instant } from '#shared/kit/clock.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useTimeLeft } from '../../parts/use-time-left.ts'
import { announce } from '../../ui/announcer.ts'

/** How long it still takes, second by second for the eyes; who listens is told the end of it. */
export function TryAgain({ at }: { at: Instant }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const leftMs = useTimeLeft(at)
  const isOver = leftMs === 0
  const wasWaiting = useRef(false)
  useEffect(() => {
    if (isOver && wasWaiting.current) announce(t('door.tryNow'))
    wasWaiting.current = !isOver
  }, [isOver, t])
  return isOver ? t('door.tryNow') : t('door.tryIn', { left: time.left(leftMs) })
}
