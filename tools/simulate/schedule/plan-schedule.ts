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

/** At least 200 events, three desks and five faults; sometimes a rest on the way. */
export function planSchedule(seed: number): Schedule {
  const random = createRandom(seed)
  const desks = random.chance(0.95) ? 3 : 4
  // Many schedules know only a few kinds of faults: what goes wrong then is not hidden behind something else.
  const known = random.chance(0.5) ? weighted : Array.from({ length: 3 }, () => random.pick(weighted))
  const count = eventsMin + random.between(0, 3)
  const faultShare = 0.05 + random.next() * 0.5
  const events = Array.from({ length: count }, () => {
    if (random.chance(faultShare)) return event(random, random.pick(known))
    return event(random, workKind(random))
  })
  if (random.chance(0.2)) events[random.between(60, 140)] = { ...event(random, 'rest'), after: 0 }
  // One in every fifth part of the time.
  for (let part = 0; part < faultsMin; part++) {
    const at = Math.floor(((part + random.next()) * count) / faultsMin)
    if (events[at]?.kind !== 'rest') events[at] = event(random, random.pick(known))
    else events[at + 1] = event(random, random.pick(known))
  }
  return { seed, desks, events }
}

/** Looking costs little and shows much; each act is work for every part of the world. */
function workKind(random: Random): EventKind {
  const roll = random.next()
  if (roll < 0.22) return 'act'
  if (roll < 0.228) return 'burst'
  if (roll < 0.68) return 'look'
  if (roll < 0.78) return 'customer-writes'
  if (roll < 0.86) return 'customer-reads'
  return 'backup'
}

function event(random: Random, kind: EventKind): Event {
  return { after: gapMs(random), kind, who: random.between(0, 3), x: random.between(0, 999), y: random.between(0, 999) }
}

/** Much happens at once or within one way to the server and back; now and then a pause lets everything catch up. */
function gapMs(random: Random): number {
  const roll = random.next()
  if (roll < 0.6) return 0
  if (roll < 0.88) return random.between(1, 20)
  if (roll < 0.98) return random.between(50, 250)
  return random.between(2_000, 6_000)
}
