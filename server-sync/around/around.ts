import type { Clock, Instant } from '#shared/kit/clock.ts'
import type { AroundConversation, HereMode } from '#shared/sync/around-protocol.ts'
import { hereLastsMs, typingLastsMs } from '#shared/sync/around-times.ts'
import type { NodeBus } from '../db/node-bus.ts'
import { type Timers, systemTimers } from '../sync/timers.ts'
import { type AroundWord, parseAroundWord } from './around-word.ts'
import type { ConversationPlace } from './conversation-place.ts'

export interface Shown extends ConversationPlace {
  readonly mode: HereMode
}

export interface AroundDesk {
  readonly replicaId: string
  readonly agentId: string
}

/** Who is in which conversation at this moment, on all nodes. In memory only: laws A1–A5 in SPEC.md. */
export interface Around {
  /** All that a desk shows now; nothing when it has gone. */
  here(desk: AroundDesk, shown: readonly Shown[]): void
  customerTypes(place: ConversationPlace, isTyping: boolean): void
  at(conversationId: string): AroundConversation
  places(): readonly ConversationPlace[]
  onChange(listener: (changed: readonly ConversationPlace[]) => void): () => void
  stop(): void
}

interface Options {
  readonly clock: Clock
  readonly timers?: Timers | undefined
  readonly bus: Pick<NodeBus, 'say' | 'hear'>
}

interface Presence extends AroundDesk {
  readonly mode: HereMode
}

interface Room {
  readonly place: ConversationPlace
  readonly desks: Map<string, Presence>
  customerUntilAt: Instant
}

/** What changes within this time is told together. */
const togetherMs = 100
const agentsMax = 50

export function createAround({ clock, timers = systemTimers, bus }: Options): Around {
  const rooms = new Map<string, Room>()
  const desks = new Map<string, { readonly shownIds: readonly string[]; readonly untilAt: Instant }>()
  const listeners = new Set<(changed: readonly ConversationPlace[]) => void>()
  const changed = new Map<string, ConversationPlace>()
  let callOffTelling: (() => void) | undefined
  let callOffSweep: (() => void) | undefined
  const stopHearing = bus.hear((word) => {
    const parsed = parseAroundWord(word)
    if (parsed) take(parsed)
  })

  return {
    here({ replicaId, agentId }, shown) {
      const word: AroundWord = { kind: 'here', replicaId, agentId, shown: [...shown] }
      take(word)
      bus.say(JSON.stringify(word))
    },
    customerTypes(place, isTyping) {
      const word: AroundWord = { kind: 'customer', place, isTyping }
      take(word)
      bus.say(JSON.stringify(word))
    },
    at(conversationId) {
      const room = rooms.get(conversationId)
      return {
        id: conversationId,
        agents: room ? agentsIn(room) : [],
        isCustomerTyping: room !== undefined && room.customerUntilAt > clock.now(),
      }
    },
    places: () => [...rooms.values()].map(({ place }) => place),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop() {
      stopHearing()
      callOffTelling?.()
      callOffSweep?.()
    },
  }

  function take(word: AroundWord): void {
    if (word.kind === 'customer') {
      const room = roomOf(word.place)
      room.customerUntilAt = word.isTyping ? clock.now() + typingLastsMs : 0
      tell(room)
    } else takeDesk(word, word.shown, clock.now() + hereLastsMs)
    sweepLater()
  }

  function takeDesk({ replicaId, agentId }: AroundDesk, shown: readonly Shown[], untilAt: Instant): void {
    const shownIds = shown.map(({ id }) => id)
    for (const id of desks.get(replicaId)?.shownIds ?? []) if (!shownIds.includes(id)) leave(replicaId, id)
    if (shown.length === 0) return void desks.delete(replicaId)
    desks.set(replicaId, { shownIds, untilAt })
    for (const { mode, ...place } of shown) {
      const room = roomOf(place)
      if (room.desks.get(replicaId)?.mode === mode) continue
      room.desks.set(replicaId, { replicaId, agentId, mode })
      tell(room)
    }
  }

  function leave(replicaId: string, conversationId: string): void {
    const room = rooms.get(conversationId)
    if (room?.desks.delete(replicaId)) tell(room)
  }

  function roomOf({ id, organisationId, brandId }: ConversationPlace): Room {
    const room = rooms.get(id) ?? { place: { id, organisationId, brandId }, desks: new Map(), customerUntilAt: 0 }
    rooms.set(id, room)
    return room
  }

  function tell({ place }: Room): void {
    changed.set(place.id, place)
    callOffTelling ??= timers.after(togetherMs, () => {
      callOffTelling = undefined
      const told = [...changed.values()]
      changed.clear()
      for (const listener of listeners) listener(told)
    })
  }

  /** What nobody has said again is over: a desk that hangs, or one whose node has died. */
  function sweepLater(): void {
    callOffSweep?.()
    const soonest = Math.min(
      ...[...desks.values()].map(({ untilAt }) => untilAt),
      ...[...rooms.values()].flatMap(({ customerUntilAt }) => (customerUntilAt > 0 ? [customerUntilAt] : [])),
    )
    callOffSweep = Number.isFinite(soonest)
      ? timers.after(Math.max(0, soonest - clock.now()), () => {
          sweep(clock.now())
          sweepLater()
        })
      : undefined
  }

  function sweep(now: Instant): void {
    for (const [replicaId, { untilAt, shownIds }] of desks) {
      if (untilAt > now) continue
      desks.delete(replicaId)
      for (const id of shownIds) leave(replicaId, id)
    }
    for (const [id, room] of rooms) {
      if (room.customerUntilAt > 0 && room.customerUntilAt <= now) {
        room.customerUntilAt = 0
        tell(room)
      }
      if (room.desks.size === 0 && room.customerUntilAt === 0) rooms.delete(id)
    }
  }
}

const weight: Record<HereMode, number> = { replying: 2, noting: 1, viewing: 0 }

/** An agent at two desks counts once, with the most that they do. */
function agentsIn({ desks }: Room): AroundConversation['agents'] {
  const modes = new Map<string, HereMode>()
  for (const { agentId, mode } of desks.values()) {
    const known = modes.get(agentId)
    if (known === undefined || weight[mode] > weight[known]) modes.set(agentId, mode)
  }
  return [...modes].map(([agentId, mode]) => ({ agentId, mode })).slice(0, agentsMax)
}
