import type { Suspicion } from '#shared/domain/visit/visit.ts'
import type { Clock, Instant } from '#shared/kit/clock.ts'

/** What is looked at of a visitor's message. Nothing is refused for it: it arrives, marked for a person to decide. */
export interface SpamShield {
  suspicionOf(sent: SentText): Suspicion | undefined
}

export interface SentText {
  readonly visitorId: string
  readonly address: string
  readonly text: string
  /** Of a new visitor's first message: how long after the greeting, and how long its chat says that it was typed. */
  readonly first: { readonly afterMs: number; readonly typedMs: number } | undefined
  /** A field that nobody sees was filled in. */
  readonly isTrapped: boolean
}

interface Memory {
  readonly texts: { readonly text: string; readonly at: Instant }[]
}

const keptTexts = 10
const keptMs = 10 * 60_000
const keptPlaces = 20_000

const repeatsMax = 3
/** An address can be a whole office, but not one in which several people write the same. */
const sameFromAddressMax = 5
const linksInOneMax = 4
const linksLatelyMax = 8
const shortWords = 12
const greetedMs = 300

export function createSpamShield(clock: Clock): SpamShield {
  const visitors = new Map<string, Memory>()
  const addresses = new Map<string, Memory>()

  function remember(memories: Map<string, Memory>, key: string, text: string): readonly string[] {
    const now = clock.now()
    const known = memories.get(key)?.texts ?? []
    const texts = [...known.filter(({ at }) => now - at < keptMs), { text, at: now }].slice(-keptTexts)
    // Put last: the first of the map is whoever was silent for longest.
    memories.delete(key)
    memories.set(key, { texts })
    const [oldest] = memories.keys()
    if (memories.size > keptPlaces && oldest !== undefined) memories.delete(oldest)
    return texts.map((each) => each.text)
  }

  return {
    suspicionOf({ visitorId, address, text, first, isTrapped }) {
      const folded = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
      const own = remember(visitors, visitorId, folded)
      const nearby = first ? remember(addresses, address, folded) : []
      const same = (texts: readonly string[]) => texts.filter((each) => each === folded).length
      // "Hello?" three times is a person who waits.
      const isLong = folded.length >= shortWords
      if (isTrapped) return 'trap'
      if (isLong && (same(own) >= repeatsMax || same(nearby) >= sameFromAddressMax)) return 'repeated'
      if (linksIn(text) >= linksInOneMax || own.reduce((sum, each) => sum + linksIn(each), 0) >= linksLatelyMax)
        return 'links'
      if (first && isLong && first.afterMs < greetedMs && first.typedMs < text.length) return 'at-once'
      return undefined
    },
  }
}

const linksIn = (text: string) => text.match(/https?:\/\/|\bwww\./gi)?.length ?? 0
