import { type SeededRandom, createSeededRandom } from '../../../server-sync/demo/content/seeded-random.ts'
import { cleanText } from '../../../server-sync/widget/clean-text.ts'
import type { Dialogue } from '../corpus/dialogue.ts'
import { type Speaker, markerOf, withMarker } from './marker.ts'

export interface PlannedMessage {
  readonly marker: string
  readonly conversation: number
  readonly speaker: Speaker
  readonly text: string
  /** From the start of the shift on; an agent who does not see the conversation yet says it as soon as they do. */
  readonly atMs: number
}

export interface PlannedConversation {
  readonly number: number
  /** Customers come one after another in each seat, each with a connection of their own. */
  readonly seat: number
  readonly brandId: string
  readonly startAtMs: number
  readonly messages: readonly PlannedMessage[]
}

interface Wish {
  readonly seed: string
  /** Tells this run's messages from those of another run on the same database. */
  readonly run: string
  readonly customers: number
  readonly agents: number
  readonly durationMs: number
  readonly dialogues: readonly Dialogue[]
}

const brands = ['northwind-home', 'kite-and-crane']
/** Room for the marker within a message's greatest length. */
const textMax = 7_900

/** Decides who says what and when; the same seed, the same shift. */
export function planShift(wish: Wish): PlannedConversation[] {
  const conversations: PlannedConversation[] = []
  for (let seat = 0; seat < wish.customers; seat++) {
    const random = createSeededRandom(`${wish.seed} seat ${seat}`)
    let atMs = random.between(0, Math.min(10_000, wish.durationMs / 5))
    while (atMs < wish.durationMs) {
      const conversation = planConversation(wish, random, { number: conversations.length, seat, startAtMs: atMs })
      if (conversation.messages.length > 0) conversations.push(conversation)
      atMs = (conversation.messages.at(-1)?.atMs ?? atMs) + random.between(1_000, 4_000)
    }
  }
  return conversations
}

function planConversation(
  { run, agents, durationMs, dialogues }: Wish,
  random: SeededRandom,
  place: Pick<PlannedConversation, 'number' | 'seat' | 'startAtMs'>,
): PlannedConversation {
  const owner = random.between(0, agents - 1)
  const counts = new Map<Speaker, number>()
  const messages: PlannedMessage[] = []
  let atMs = place.startAtMs
  for (const [who, line] of random.pick(dialogues).turns) {
    // Now and then a colleague helps out.
    const speaker = who === 'customer' ? who : random.chance(0.1) ? random.between(0, agents - 1) : owner
    const nth = (counts.get(speaker) ?? 0) + 1
    counts.set(speaker, nth)
    const marker = markerOf(place.number, speaker, nth)
    const text = withMarker(cleanText(line.slice(0, textMax)), run, marker)
    messages.push({ marker, conversation: place.number, speaker, text, atMs })
    atMs += gapMs(random)
  }
  const said = messages.filter((message) => message.atMs < durationMs)
  // Nobody can answer a customer who has said nothing.
  const begins = said.some(({ speaker }) => speaker === 'customer')
  return { ...place, brandId: random.pick(brands), messages: begins ? said : [] }
}

/** Mostly a few seconds of typing; at times two lines at once. */
function gapMs(random: SeededRandom): number {
  return random.chance(0.2) ? random.between(0, 120) : random.between(400, 6_000)
}
