import type { Timers } from '../flow/timers.ts'

/** Something that says now and then that it is well. */
interface Pulse {
  beat(): void
  /** Whoever beat is gone, or has gone to sleep: its silence means nothing. */
  rest(): void
}

interface PulseParts {
  readonly timers: Timers
  readonly silentAfterMs: number
  /** Once, until it beats again. */
  onSilent(): void
}

/** After a sleeping computer wakes, all timers run late and at once: whoever is well says so within this time. */
const graceMs = 5_000

/** Notices when somebody who said that they are well no longer does. */
export function createPulse({ timers, silentAfterMs, onSilent }: PulseParts): Pulse {
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
