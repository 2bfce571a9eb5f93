/** How long customers of a queue waited for an answer lately, on this node. Counted as it happens, never asked for. */
export interface WaitingTimes {
  answered(queueId: string, waitedMs: number): void
  /** Half of them waited no longer; 0 while too few were answered to say. */
  about(queueId: string): number
}

const keptMax = 20
const enough = 3

export function createWaitingTimes(): WaitingTimes {
  const queues = new Map<string, readonly number[]>()
  return {
    answered(queueId, waitedMs) {
      queues.set(queueId, [...(queues.get(queueId) ?? []), waitedMs].slice(-keptMax))
    },
    about(queueId) {
      const lately = (queues.get(queueId) ?? []).toSorted((one, other) => one - other)
      return lately.length < enough ? 0 : Math.round(lately[Math.floor(lately.length / 2)] ?? 0)
    },
  }
}
