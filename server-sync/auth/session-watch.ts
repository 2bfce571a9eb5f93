import { type Timers, systemTimers } from '../sync/timers.ts'

interface Options {
  /** Looks at every open socket of this node, and closes those whose session has ended. */
  readonly recheck: () => Promise<void>
  readonly timers?: Timers | undefined
  readonly onFailure: (error: unknown) => void
}

export interface SessionWatch {
  /** Resolves when everything that had ended before the call is closed. */
  look(): Promise<void>
  stop(): Promise<void>
}

/** Sessions also end on other nodes, by time, and in the hands of whoever changes the directory. */
const everyMs = 1_000

export function startSessionWatch({ recheck, timers = systemTimers, onFailure }: Options): SessionWatch {
  let turn: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  let isStopped = false
  let callOff = timers.after(everyMs, tick)

  return {
    look,
    async stop() {
      isStopped = true
      callOff()
      await turn
    },
  }

  /** One after the other: a look that began earlier would bring back what a later one has seen. All who wait share the next. */
  function look(): Promise<void> {
    next ??= turn = turn
      .then(() => {
        next = undefined
        return recheck()
      })
      .catch(onFailure)
    return next
  }

  function tick(): void {
    void look().then(() => {
      if (!isStopped) callOff = timers.after(everyMs, tick)
    })
  }
}
