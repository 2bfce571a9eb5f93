import type { Envelope } from '#shared/sync/envelope.ts'
import type { CommandLog } from './command-log/command-log.ts'

/** Tells one worker of the commands in the log: in order, without gaps, each batch after the one before. */
export interface PendingTeller {
  /** Tells what follows `deviceSeq`, whatever was told before; at least one telling comes of it, if only an empty one. */
  startAfter(deviceSeq: number): void
  /** There may be more in the log. */
  poke(): void
}

/** Commands in one event: a long offline time is told in several. */
const batchMax = 500

interface Parts {
  readonly log: Pick<CommandLog, 'after' | 'last'>
  tell(commands: readonly Envelope[], after: number): void
  /** All that the log holds has been told. */
  onCaughtUp(): void
  /** The log has to be opened anew. */
  onUnreadable(): void
  isWanted(): boolean
}

export function createPendingTeller({ log, tell, onCaughtUp, onUnreadable, isWanted }: Parts): PendingTeller {
  let toldTo = 0
  let mustTell = false
  /** Of `startAfter`: what was read before the newest one is thrown away. */
  let round = 0
  let isReading = false

  async function run(): Promise<void> {
    isReading = true
    try {
      while (isWanted() && (mustTell || toldTo < log.last())) {
        const asked = round
        const commands = await log.after(toldTo, batchMax)
        if (asked !== round || !isWanted()) continue
        mustTell = false
        const after = toldTo
        toldTo = Math.max(toldTo, commands.at(-1)?.deviceSeq ?? 0)
        tell(commands, after)
        if (toldTo >= log.last()) onCaughtUp()
      }
    } finally {
      isReading = false
    }
  }

  function poke() {
    if (!isReading) run().catch(() => isWanted() && onUnreadable())
  }

  return {
    startAfter(deviceSeq) {
      if (mustTell && toldTo === deviceSeq) return
      toldTo = deviceSeq
      mustTell = true
      round++
      poke()
    },
    poke,
  }
}
