import { useEffect } from 'react'
import { systemClock } from '#shared/kit/clock.ts'
import { useMain } from '../../connection/main-context.ts'
import { reportActivity } from './report-activity.ts'

/** A browser host sees nothing else of a person, and a remote desktop moves nothing that the system sees. */
export function useReportActivity(): void {
  const main = useMain()
  useEffect(
    // A line that is down just now says so elsewhere; the next sign of life comes soon.
    () => reportActivity(window, systemClock, () => void main.session.active().catch(() => undefined)),
    [main],
  )
}
