import { maySeeEntry } from '../../../server-sync/policy/may-see.ts'
import type { SimDesk } from './sim-desk.ts'
import type { World } from './world.ts'

/** Every planned misfortune is over by then. */
const overAfterMs = 13_000
const lookEveryMs = 500
const patienceMs = 240_000

/** Everything is healed and started, and time passes until nothing is under way. @returns what does not end. */
export async function comeToRest(world: World): Promise<string[]> {
  const { time } = world
  await time.pass(overAfterMs)
  for (const { road } of [...world.desks, ...world.customers]) road.mend()
  await world.startServer()
  world.server()?.failNextCommits(0)
  for (const desk of world.desks) {
    desk.disk.tellTruth()
    desk.disk.failNext(0)
    desk.rows.failNextWrites(0)
    desk.startMain()
    desk.startWorker()
  }
  let busy: string[] = []
  for (let quiet = 0, waitedMs = 0; waitedMs < patienceMs; waitedMs += lookEveryMs) {
    await time.pass(lookEveryMs)
    busy = await underWay(world)
    quiet = busy.length === 0 ? quiet + 1 : 0
    if (quiet === 2) return []
  }
  return busy.map((what) => `[L1] no rest: ${what}`)
}

async function aMoment(): Promise<undefined> {
  for (let step = 0; step < 20; step++) await Promise.resolve()
}

async function underWay(world: World): Promise<string[]> {
  const { outbox } = world.tables()
  const busy: string[] = []
  if (outbox.length > 0) busy.push('the outbox is not empty')
  if (!world.customers.every((customer) => customer.isIdle())) busy.push('a customer waits for a receipt')
  for (const desk of world.desks) {
    const why = await deskUnderWay(world, desk)
    if (why) busy.push(`${desk.session.replicaId} ${why}`)
  }
  return busy
}

async function deskUnderWay({ tables, history }: World, desk: SimDesk): Promise<string | undefined> {
  const asked = desk.main()?.desks.now()
  // A desk that is being opened or closed does not answer at once.
  const now = await Promise.race([asked, aMoment()])
  if (!now) return 'is being opened'
  if (now.state !== 'open') return `is ${now.state}`
  const { log } = now.desk
  if (log.decided() !== log.last()) return `has ${log.last() - log.decided()} undecided commands`
  const { epoch } = tables()
  // A snapshot may know of a restored server sooner than main does, which tells it of what is pending.
  if (log.epoch() !== epoch) return `was not welcomed in ${epoch}`
  const position = desk.worker()?.replica()?.position()
  if (position?.checkpoint?.epoch !== epoch)
    return `follows ${position?.checkpoint?.epoch ?? 'no history'}, not ${epoch}`
  // What an agent may not see is not told, and leaves the place where it is.
  const { seq } = position.checkpoint
  const ahead = history.of(epoch).findLast((fed) => fed.seq > seq && maySeeEntry(desk.session, fed))
  if (ahead) return `stands at ${seq} of ${ahead.seq}`
  if (position.cursor !== log.last()) return `has its cursor at ${position.cursor} of ${log.last()}`
  return undefined
}
