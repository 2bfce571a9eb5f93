import { useEffect } from 'react'
import { systemClock } from '#shared/kit/clock.ts'
import { hostKind } from '../../connection/host-kind.ts'
import { useMain } from '../../connection/main-context.ts'
import { reportActivity } from './report-activity.ts'

/** In a browser, main cannot see whether anybody is at the computer; in Electron it asks the system. */
export function useReportActivity(): void {
  const main = useMain()
  useEffect(() => {
    if (hostKind() === 'electron') return undefined
    // A line that is down just now says so elsewhere; the next sign of life comes soon.
    return reportActivity(window, systemClock, () => void main.session.active().catch(() => undefined))
  }, [main])
}
