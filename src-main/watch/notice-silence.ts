import type { Timers } from '../flow/timers.ts'

/** Somebody who says now and then that they are well. */
interface Beats {
  beat(): void
  /** Whoever beat is gone: their silence means nothing. */
  rest(): void
}

interface SilenceParts {
  readonly timers: Timers
  readonly silentAfterMs: number
  /** Once, until the next beat. */
  onSilent(): void
}

/** After a sleeping computer wakes, all timers run late and at once: whoever is well says so within this time. */
const graceMs = 5_000

/** Notices when somebody who said that they are well no longer does. */
export function noticeSilence({ timers, silentAfterMs, onSilent }: SilenceParts): Beats {
  let cancel = () => {}
  const rest = () => cancel()
  return {
    beat() {
      rest()
      cancel = timers.after(silentAfterMs, () => {
        cancel = timers.after(graceMs, onSilent)
      })
    },
    rest,
  }
}
