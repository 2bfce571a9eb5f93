import { type SeededRandom, createSeededRandom } from '../../../server-sync/demo/content/seeded-random.ts'

export const networkFaults = ['cut', 'reset', 'half-open', 'late-arrival', 'delay', 'slow-connect'] as const
export const processFaults = [
  'workstation-killed',
  'worker-killed',
  'server-killed',
  'chat-reloaded',
  'second-tab',
] as const
export type NetworkFault = (typeof networkFaults)[number]
export type FaultKind = NetworkFault | (typeof processFaults)[number] | 'postgres-restarted'

export const isNetworkFault = (kind: FaultKind): kind is NetworkFault =>
  networkFaults.some((networkFault) => networkFault === kind)

export interface PlannedFault {
  readonly atMs: number
  readonly kind: FaultKind
  /** Desks whose line it concerns, or whose process it ends. */
  readonly desks: readonly number[]
  /** Customers' seats that it concerns. */
  readonly seats: readonly number[]
  readonly lastsMs: number
}

interface Wish {
  readonly seed: string
  readonly customers: number
  readonly agents: number
  readonly durationMs: number
  readonly hasPostgres: boolean
}

const everyMs = 4_500

/** Decides which fault comes when, every kind as often as any other. The last one leaves the shift time to go on under it. */
export function planFaults(wish: Wish): PlannedFault[] {
  const random = createSeededRandom(`${wish.seed} faults`)
  const kinds: FaultKind[] = [...networkFaults, ...processFaults]
  if (wish.hasPostgres) kinds.push('postgres-restarted')
  const count = Math.max(kinds.length, Math.ceil(wish.durationMs / everyMs))
  const deck: FaultKind[] = []
  while (deck.length < count) deck.push(...shuffled(kinds, random))

  // Not before there is somebody to be cut off.
  const firstAtMs = wish.durationMs * 0.05
  const stepMs = (wish.durationMs * 0.9) / count
  return deck.slice(0, count).map((kind, index) => ({
    atMs: Math.round(firstAtMs + (index + random.next()) * stepMs),
    kind,
    desks: desksOf(kind, wish, random),
    seats: subset(wish.customers, random),
    lastsMs: random.between(1_500, random.chance(0.3) ? 16_000 : 6_000),
  }))
}

function desksOf(kind: FaultKind, { agents }: Wish, random: SeededRandom): number[] {
  const ends = kind === 'workstation-killed' || kind === 'worker-killed'
  return ends ? [random.between(0, agents - 1)] : subset(agents, random)
}

/** All of them, or about half of them, at least one. */
function subset(count: number, random: SeededRandom): number[] {
  const all = Array.from({ length: count }, (_, index) => index)
  if (random.chance(0.35)) return all
  const some = all.filter(() => random.chance(0.5))
  return some.length > 0 ? some : [random.between(0, count - 1)]
}

function shuffled<T>(items: readonly T[], random: SeededRandom): T[] {
  const keyed = items.map((item) => ({ item, key: random.next() }))
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item)
}
