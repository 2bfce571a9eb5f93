export interface Turns {
  /** `undefined`, and nothing is done: too many wait already. */
  run<Result>(work: () => Promise<Result>): Promise<Result> | undefined
}

/** A few at once, some that wait, and nobody beyond: each hash of a password takes 64 MiB while it is made. */
export function createTurns({ atOnce, waitingMax }: { readonly atOnce: number; readonly waitingMax: number }): Turns {
  let running = 0
  const waiting: (() => void)[] = []

  return {
    run(work) {
      if (running < atOnce) {
        running++
        return finish(work)
      }
      if (waiting.length >= waitingMax) return undefined
      // Whoever ends hands its place on: `running` stays as it is.
      return new Promise<void>((go) => waiting.push(go)).then(() => finish(work))
    },
  }

  async function finish<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
