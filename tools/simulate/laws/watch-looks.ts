import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'

/** [V1] [V2] What a window sees while everything is going on. */
export interface LookWatch {
  /**
   * @param desk what was looked at: another one may have to begin with less
   * @param epoch the server's history that its rows were of when the look began; null while they are being taken anew
   */
  see(desk: object, epoch: string | null, conversationId: string, timeline: readonly TimelineEntry[]): void
  /** Rows were lost. */
  forget(): void
}

interface Parts {
  /** Who wrote what: the first part of all that this desk's agent writes. */
  readonly author: string
  /** What may rightly have gone from the screen: refused, or lost by the disk before the server had it. */
  isExcused(text: string): boolean
  onViolation(what: string): void
}

export function watchLooks({ author, isExcused, onViolation }: Parts): LookWatch {
  let looked: object | undefined
  let lookedIn: string | null = null
  let seen = new Map<string, Set<string>>()

  const forget = () => {
    looked = undefined
    seen = new Map()
  }

  return {
    forget,
    see(desk, epoch, conversationId, timeline) {
      if (desk !== looked || epoch === null || epoch !== lookedIn) forget()
      looked = desk
      lookedIn = epoch
      const words = timeline.map(({ text }) => text).filter((text) => text.includes('#'))
      const shown = new Set(words)
      if (shown.size < words.length) {
        const twice = words.find((text, index) => words.indexOf(text) !== index)
        onViolation(`[V1] ${conversationId} shows ${twice} twice`)
      }
      for (const text of seen.get(conversationId) ?? [])
        if (!shown.has(text) && !isExcused(text)) onViolation(`[V2] ${conversationId} does not show ${text} any more`)
      seen.set(conversationId, new Set(words.filter((text) => text.startsWith(`${author}#`))))
    },
  }
}
