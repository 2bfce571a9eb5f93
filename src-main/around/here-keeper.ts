import type { Clock, Instant } from '#shared/kit/clock.ts'
import { type HereConversation, type HereFrame, type HereMode, hereMax } from '#shared/sync/around-protocol.ts'
import { hereRepeatMs } from '#shared/sync/around-times.ts'
import type { Timers } from '../flow/timers.ts'

/** What this desk's windows show at this moment, put together for the server. */
export interface HereKeeper {
  /** All that one window shows: nothing when nobody looks at it. It says so again every few seconds, until it closes. */
  show(windowId: string, conversations: readonly HereConversation[]): void
  /** Nobody sees anything here any more. */
  clear(): void
  frame(): HereFrame
  /** When the server is to hear it (again). */
  onDue(listener: (frame: HereFrame) => void): () => void
  stop(): void
}

/** A window that has not said anything for so long has closed. */
const windowLastsMs = 2 * hereRepeatMs
/** Not every key press is news. */
const leastGapMs = 1_000

const weight: Record<HereMode, number> = { replying: 2, noting: 1, viewing: 0 }

export function createHereKeeper({ clock, timers }: { clock: Clock; timers: Timers }): HereKeeper {
  const windows = new Map<string, { readonly conversations: readonly HereConversation[]; readonly untilAt: Instant }>()
  const listeners = new Set<(frame: HereFrame) => void>()
  let told = ''
  let toldAt = Number.NEGATIVE_INFINITY
  let callOff = () => {}

  return {
    show(windowId, conversations) {
      if (conversations.length === 0) windows.delete(windowId)
      else windows.set(windowId, { conversations, untilAt: clock.now() + windowLastsMs })
      look()
    },
    clear() {
      windows.clear()
      look()
    },
    frame,
    onDue(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: () => callOff(),
  }

  function frame(): HereFrame {
    const modes = new Map<string, HereMode>()
    for (const { conversations, untilAt } of windows.values()) {
      if (untilAt <= clock.now()) continue
      for (const { id, mode } of conversations) {
        const known = modes.get(id)
        if (known === undefined || weight[mode] > weight[known]) modes.set(id, mode)
      }
    }
    return { frame: 'here', conversations: [...modes].map(([id, mode]) => ({ id, mode })).slice(0, hereMax) }
  }

  function look(): void {
    callOff()
    const now = frame()
    const text = JSON.stringify(now)
    const sinceMs = clock.now() - toldAt
    const isNews = text !== told
    if ((isNews && sinceMs >= leastGapMs) || (now.conversations.length > 0 && sinceMs >= hereRepeatMs)) {
      told = text
      toldAt = clock.now()
      for (const listener of listeners) listener(now)
      return look()
    }
    if (isNews || now.conversations.length > 0)
      callOff = timers.after(Math.max(0, (isNews ? leastGapMs : hereRepeatMs) - sinceMs), look)
  }
}
