import type { Envelope } from '#shared/sync/envelope.ts'

/** The newest commands, without gaps up to the last one: what is asked for nearly always. The rest is on the disk. */
export interface RecentCommands {
  add(envelopes: readonly Envelope[]): void
  /** What is decided is hardly asked for again. */
  forget(upTo: number): void
  /** Null when not all of them are here. */
  after(deviceSeq: number, last: number): readonly Envelope[] | null
}

/** Bounds the memory of a desk that is offline for days. */
const keptMax = 1000

export function createRecentCommands(initial: readonly Envelope[]): RecentCommands {
  let kept = initial.slice(-keptMax)
  return {
    add(envelopes) {
      kept.push(...envelopes)
      if (kept.length > 2 * keptMax) kept = kept.slice(-keptMax)
    },
    forget: (upTo) => void (kept = kept.filter(({ deviceSeq }) => deviceSeq > upTo)),
    after(deviceSeq, last) {
      if (deviceSeq >= last) return []
      const first = kept[0]?.deviceSeq
      return first !== undefined && first <= deviceSeq + 1 ? kept.slice(deviceSeq + 1 - first) : null
    },
  }
}
