import { type BrowserWindow, dialog } from 'electron'
import { systemClock } from '#shared/kit/clock.ts'
import { systemTimers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import type { SystemWords } from '../../words/system-words.ts'
import { countDeaths } from './count-deaths.ts'

interface WatchParts {
  readonly diagnostics: Log
  words(): SystemWords
}

/** A page that dies at once after every load must not keep the computer busy. */
const reloadPauseMs = 500
/** Within a minute: from here on a person decides. */
const deathsToAsk = 3

/**
 * A window whose page dies gets another one. One that dies again and again, or answers nobody, asks its person what to do:
 * a page cannot, as it is the one that is broken. Chromium waits 15 s before it calls a page unresponsive, and never
 * does while a debugger holds it.
 */
export function watchWindow(window: BrowserWindow, { diagnostics, words }: WatchParts): void {
  const deaths = countDeaths(systemClock)
  const contents = window.webContents
  let asking: AbortController | undefined

  async function ask(key: 'hung' | 'broken'): Promise<boolean> {
    const mine = new AbortController()
    asking = mine
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: 'Farline',
      message: words()(`${key}.title`),
      detail: words()(`${key}.lesson`),
      buttons: [words()(`${key}.reload`), words()(`${key}.leave`)],
      defaultId: key === 'hung' ? 1 : 0,
      cancelId: 1,
      signal: mine.signal,
    })
    if (asking === mine) asking = undefined
    return response === 0 && !mine.signal.aborted
  }

  const reload = () => window.isDestroyed() || contents.reload()

  contents.on('render-process-gone', (_event, { reason }) => {
    if (window.isDestroyed()) return
    asking?.abort()
    diagnostics.error({ event: 'window-gone', reason })
    if (deaths() < deathsToAsk) systemTimers.after(reloadPauseMs, reload)
    else {
      diagnostics.error({ event: 'window-keeps-dying' })
      void ask('broken').then((isWanted) => {
        if (isWanted) reload()
        else if (!window.isDestroyed()) window.destroy()
      })
    }
  })
  window.on('unresponsive', () => {
    if (asking) return
    diagnostics.warn({ event: 'window-hung' })
    void ask('hung').then((isWanted) => {
      // Its process answers no request to load anew: it has to end first.
      if (isWanted && !window.isDestroyed()) contents.forcefullyCrashRenderer()
    })
  })
  window.on('responsive', () => asking?.abort())
  window.on('closed', () => asking?.abort())
}
