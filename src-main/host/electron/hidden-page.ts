import type { Clock } from '#shared/kit/clock.ts'
import type { Timers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import { noticeSilence } from '../../watch/notice-silence.ts'
import { countDeaths } from './count-deaths.ts'

/** One page in a window that nobody sees. */
export interface HiddenWindow {
  onGone(take: (reason: string) => void): void
  /** Resolves when the page is there. */
  load(): Promise<void>
  /** Resolves once the page answers; never while it hangs. */
  ping(): Promise<unknown>
  /** Ends the process, even of a page that hangs. */
  kill(): void
  /** Window and page are gone at once. */
  end(): void
}

export interface HiddenPageParts {
  /** For the log: `keeper`, `media`. */
  readonly name: string
  createHidden(): HiddenWindow
  readonly clock: Clock
  readonly timers: Timers
  readonly diagnostics: Log
  /** All that lived in it is gone; another one is about to be made. */
  onGone(): void
}

export interface HiddenPage {
  /** It ends with everything else, and is not made again. */
  hold(): void
  /** For good. */
  stop(): void
  /** Its process hangs: it ends, and another page takes its place. */
  replace(): void
}

const firstPauseMs = 100
const longestPauseMs = 30_000
const pingEveryMs = 5_000
const silentAfterMs = 30_000

/**
 * A page that nobody sees and that must always be there. When its process dies or hangs, all that lived in it is lost: a new
 * one is made, more slowly each time that it happens again within a minute.
 */
export function startHiddenPage(parts: HiddenPageParts): HiddenPage {
  const { name, timers, diagnostics } = parts
  const deaths = countDeaths(parts.clock)
  let isStopped = false
  let hidden: HiddenWindow | undefined
  let stopPinging = () => {}
  void open()
  function hold(): void {
    isStopped = true
    stopPinging()
  }
  return {
    hold,
    stop() {
      hold()
      hidden?.end()
    },
    replace: () => hidden?.kill(),
  }

  async function open(): Promise<void> {
    const made = parts.createHidden()
    hidden = made
    let isGone = false
    const gone = (reason: string) => {
      if (isStopped || isGone) return
      isGone = true
      stopPinging()
      diagnostics.error({ event: `${name}-gone`, reason })
      made.end()
      parts.onGone()
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (deaths() - 1))
      timers.after(pauseMs, () => void (isStopped || open()))
    }
    made.onGone(gone)
    try {
      await made.load()
    } catch {
      // A process that dies while its page loads fails the loading too.
      return gone('not-loaded')
    }
    if (!isStopped && !isGone) stopPinging = keepPinging(made)
  }

  function keepPinging(page: HiddenWindow): () => void {
    let cancel = () => {}
    let isEnded = false
    const answers = noticeSilence({
      timers,
      silentAfterMs,
      onSilent() {
        diagnostics.error({ event: `${name}-hung` })
        page.kill()
      },
    })
    async function ping() {
      // One that cannot be asked has not answered.
      await page.ping().then(answers.beat, () => undefined)
      if (isEnded) answers.rest()
      else cancel = timers.after(pingEveryMs, () => void ping())
    }
    answers.beat()
    void ping()
    return () => {
      isEnded = true
      answers.rest()
      cancel()
    }
  }
}
