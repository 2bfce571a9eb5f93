import type { Envelope } from '#shared/sync/envelope.ts'
import { frameMaxBytes } from '#shared/sync/protocol.ts'

/** As many of them as one frame takes, and at least one. */
export function fittingOneFrame(commands: readonly Envelope[]): Envelope[] {
  // Escapes can make six bytes of one character; a third of the frame leaves room for that and for the wrapping.
  let left = frameMaxBytes / 3
  let count = 0
  for (const command of commands) {
    left -= JSON.stringify(command).length
    if (left <= 0) break
    count++
  }
  return commands.slice(0, Math.max(count, 1))
}
