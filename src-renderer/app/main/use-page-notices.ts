import { useEffect } from 'react'
import { openWindow } from '../../actions/open-window.ts'
import { follow } from '../../connection/follow.ts'
import { hostKind } from '../../connection/host-kind.ts'
import { useMain } from '../../connection/main-context.ts'
import type { Workstation } from '../../connection/workstation-context.ts'
import { useWindowFocus } from '../../state/use-window-focus.ts'

/** In a browser notifications are the page's: main says what, and to which page. */
export function usePageNotices(agent: Workstation['agent'], failed: string): void {
  const main = useMain()
  const isLooking = useWindowFocus()
  useEffect(() => {
    if (hostKind() === 'electron' || !('Notification' in window)) return undefined
    const abort = new AbortController()
    const shown = new Map<string, Notification>()
    const closeAll = () => {
      for (const notification of shown.values()) notification.close()
    }
    // What a page that is gone has left on the screen hears no click.
    window.addEventListener('pagehide', closeAll, { signal: abort.signal })
    follow(
      (options) => main.os.notices.watch({ isLooking }, options),
      (notice) => {
        shown.get(notice.key)?.close()
        shown.delete(notice.key)
        if (notice.what === 'close' || Notification.permission !== 'granted') return
        const { key, title, body, conversationId } = notice
        const notification = new Notification(title, { body, tag: `farline-${key}` })
        notification.addEventListener('click', () => {
          notification.close()
          if (conversationId === null) window.focus()
          else void openWindow({ main, agent }, { kind: 'conversation', conversationId }, failed)
        })
        shown.set(key, notification)
      },
      abort,
    ).catch(reportError)
    return () => {
      abort.abort()
      closeAll()
    }
  }, [main, agent, isLooking, failed])
}
