import type { Ledger, Receiver, SaidMessage } from './ledger.ts'

export interface Finding {
  readonly what: 'lost' | 'duplicated' | 'out of order'
  readonly message: SaidMessage
  readonly receiver: Receiver
  /** The later message of the same sender that stands before it. */
  readonly after?: string
}

/** Compares what was saved at the senders with what the receivers show. */
export function judge({ messages, views, missing }: Pick<Ledger, 'messages' | 'views' | 'missing'>): Finding[] {
  const findings: Finding[] = []
  const saidAt = new Map([...messages.keys()].map((marker, index) => [marker, index]))
  const find = (what: Finding['what'], marker: string, receiver: Receiver, more: Pick<Finding, 'after'> = {}) => {
    const message = messages.get(marker)
    if (message) findings.push({ what, message, receiver, ...more })
  }
  for (const { marker, receiver } of missing()) find('lost', marker, receiver)
  for (const [receiver, view] of views) {
    for (const markers of view.values()) {
      const known = new Set<string>()
      for (const marker of markers) {
        if (known.has(marker)) find('duplicated', marker, receiver)
        known.add(marker)
      }
      for (const { marker, after } of swapped([...known], messages, saidAt))
        find('out of order', marker, receiver, { after })
    }
  }
  return findings
}

/** Those that stand behind a message which the same sender said later. */
function swapped(
  markers: readonly string[],
  messages: Ledger['messages'],
  saidAt: ReadonlyMap<string, number>,
): { marker: string; after: string }[] {
  const latest = new Map<SaidMessage['speaker'], { at: number; marker: string }>()
  return markers.flatMap((marker) => {
    const message = messages.get(marker)
    if (!message) return []
    const at = saidAt.get(marker) ?? 0
    const before = latest.get(message.speaker)
    if (before && before.at > at) return [{ marker, after: before.marker }]
    latest.set(message.speaker, { at, marker })
    return []
  })
}

/** How many messages it befell, however many receivers show it. */
export function countFindings(findings: readonly Finding[], what: Finding['what']): number {
  return new Set(findings.filter((finding) => finding.what === what).map(({ message }) => message.marker)).size
}
