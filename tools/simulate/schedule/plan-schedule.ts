import { type Random, createRandom } from './random.ts'
import { type Event, type EventKind, type FaultKind, type Schedule, faultKinds } from './schedule.ts'

const eventsMin = 200
const faultsMin = 5

/** How often each fault is chosen among the faults of one schedule. */
const weights: Readonly<Record<FaultKind, number>> = {
  cut: 6,
  offline: 5,
  'half-open': 3,
  slow: 3,
  'main-crash': 5,
  'power-cut': 4,
  'lying-flush': 2,
  'disk-error': 2,
  'log-damage': 1,
  'log-image': 1,
  'worker-crash': 6,
  'rows-lost': 2,
  'rows-rolled-back': 2,
  'rows-truncated': 1,
  'rows-fail': 3,
  'clock-jump': 2,
  'server-crash': 5,
  'server-clock-jump': 1,
  'server-fails': 3,
  'server-restore': 2,
  'taken-over': 1,
}
const weighted = faultKinds.flatMap((kind) => Array<FaultKind>(weights[kind]).fill(kind))

/** At least 200 events, three desks and five faults, and a rest in the middle. */
export function planSchedule(seed: number): Schedule {
  const random = createRandom(seed)
  const desks = random.chance(0.85) ? 3 : 4
  // Many schedules know only a few kinds of faults: what goes wrong then is not hidden behind something else.
  const known = random.chance(0.5) ? weighted : Array.from({ length: 3 }, () => random.pick(weighted))
  const count = eventsMin + random.between(0, 15)
  const faultShare = 0.03 + random.next() * 0.12
  const events = Array.from({ length: count }, () => {
    if (random.chance(faultShare)) return event(random, random.pick(known))
    return event(random, workKind(random))
  })
  for (let at = 0; at < faultsMin; at++) events[random.between(0, count - 1)] = event(random, random.pick(known))
  events[random.between(60, 140)] = { ...event(random, 'rest'), after: 0 }
  return { seed, desks, events }
}

function workKind(random: Random): EventKind {
  const roll = random.next()
  if (roll < 0.6) return 'act'
  if (roll < 0.63) return 'burst'
  if (roll < 0.83) return 'customer-writes'
  if (roll < 0.97) return 'customer-reads'
  return 'backup'
}

function event(random: Random, kind: EventKind): Event {
  // Much happens at once; now and then a pause lets everything catch up.
  const after = random.chance(0.55) ? 0 : random.chance(0.05) ? random.between(2_000, 6_000) : random.between(1, 250)
  return { after, kind, who: random.between(0, 3), x: random.between(0, 999), y: random.between(0, 999) }
}
