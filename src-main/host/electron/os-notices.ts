import { BrowserWindow, Notification, app } from 'electron'
import type { NoticeCentre } from '../../os/notices/notifier.ts'

/** The system's notifications. Whoever presses one is taken to what it told. */
export function osNotices(open: (conversationId: string | null) => void): NoticeCentre {
  const shown = new Map<string, Notification>()

  function close(key: string): void {
    shown.get(key)?.close()
    shown.delete(key)
  }

  return {
    show(key, { title, body }, conversationId) {
      close(key)
      if (!Notification.isSupported()) return
      const notification = new Notification({ title, body })
      notification.on('click', () => {
        close(key)
        open(conversationId)
      })
      // Not held here it would be collected, and a press on it would do nothing.
      shown.set(key, notification)
      notification.show()
    },
    close,
    isLooking: () => BrowserWindow.getFocusedWindow() !== null,
    onLooking: (listener) => void app.on('browser-window-focus', listener),
  }
}
