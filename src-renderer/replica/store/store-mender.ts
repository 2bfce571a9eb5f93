import type { Clock } from '#shared/kit/clock.ts'
import { StoreFailed } from './row-store.ts'

/** Decides what to do about what is stored here when it keeps others from their work, and does it once at a time. */
export interface StoreMender {
  /** What was tried several times has failed again. Resolves when what can be done about it is done. */
  mend(error: unknown): Promise<void>
}

interface Parts {
  readonly clock: Clock
  /** Kind and numbers only. */
  onMend(problem: string, detail: string): void
  /** Opens the store again and looks whether everything is in it. */
  reopen(): Promise<void>
  /** Takes the server's rows anew over those that are here. */
  resync(): void
  /** Throws away whatever is stored here. */
  startAnew(): Promise<void>
}

/** Neither a bug of ours nor a disk that is full may have everything fetched over and over. */
const mendEveryMs = 60_000
/** What did not come to its end has fetched nothing. */
const againAfterMs = 5_000

export function createStoreMender({ clock, onMend, reopen, resync, startAnew }: Parts): StoreMender {
  let last: { readonly at: number; readonly wasThorough: boolean; hasFailed: boolean } | undefined
  let running: Promise<void> | undefined

  async function run(error: unknown) {
    const sinceMs = last ? clock.now() - last.at : Number.POSITIVE_INFINITY
    const isRecent = sinceMs < mendEveryMs
    const isStore = error instanceof StoreFailed
    // Opening it again did not help.
    const isThorough = isStore && isRecent && (!last?.wasThorough || (last.hasFailed && sinceMs >= againAfterMs))
    if (isRecent && !isThorough) return
    last = { at: clock.now(), wasThorough: isThorough, hasFailed: false }
    onMend(isThorough ? 'replica/store-unreadable' : 'replica/query-failed', nameOf(isStore ? error.cause : error))
    if (isThorough) await startAnew()
    else if (isStore) await reopen()
    else resync()
  }

  return {
    mend(error) {
      running ??= run(error)
        // What cannot be mended now is tried by those who come next.
        .catch((failure: unknown) => {
          if (last) last.hasFailed = true
          onMend('replica/mend-failed', nameOf(failure instanceof StoreFailed ? failure.cause : failure))
        })
        .finally(() => (running = undefined))
      return running
    },
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error)
