import { createHash } from 'node:crypto'
import { type Bugs, noBugs } from './bugs/bugs.ts'
import { checkCommands } from './laws/check-commands.ts'
import { checkConversations } from './laws/check-conversations.ts'
import { checkPlace } from './laws/check-place.ts'
import { checkReplay } from './laws/check-replay.ts'
import { checkReplica } from './laws/check-replicas.ts'
import { createRandom } from './schedule/random.ts'
import { type Schedule, isFault } from './schedule/schedule.ts'
import { comeToRest } from './world/come-to-rest.ts'
import { happen } from './world/happen.ts'
import { type World, createWorld } from './world/world.ts'

export interface ScheduleResult {
  readonly events: number
  readonly faults: number
  /** Empty when all laws held. */
  readonly violations: readonly string[]
  /** Of all that happened at the server and when: the same for the same schedule. */
  readonly digest: string
}

/** A world never lets the event loop turn, and what weak references point to is kept until it does. */
const loopTurns = () => new Promise(setImmediate)

/** Plays one schedule from an empty world to its rest. The same schedule always gives the same result. */
export async function runSchedule(schedule: Schedule, bugs: Bugs = noBugs): Promise<ScheduleResult> {
  const random = createRandom(schedule.seed ^ 0x5f356495)
  const world = await createWorld(random, schedule.desks, bugs)
  const violations: string[] = []
  for (const event of schedule.events) {
    await world.time.pass(event.after)
    if (event.kind === 'rest') violations.push(...(await rest(world)))
    else happen(world, event, random)
    if (event.kind === 'worker-crash' || event.kind === 'power-cut')
      violations.push(...(await checkPlace(world, world.desks[event.who % world.desks.length]!)))
    if (violations.length > 0) break
  }
  if (violations.length === 0) violations.push(...(await rest(world)))
  const { events } = schedule
  await loopTurns()
  return {
    events: events.length,
    faults: events.filter(isFault).length,
    violations: [...world.troubles, ...violations],
    digest: digestOf(world),
  }
}

function digestOf({ time, tables }: World): string {
  const { epoch, head, feed } = tables()
  return createHash('sha256')
    .update(`${time.now()} ${epoch} ${head} ${feed.map(({ text }) => text).join()}`)
    .digest('hex')
    .slice(0, 16)
}

async function rest(world: World): Promise<string[]> {
  const unfinished = await comeToRest(world)
  if (unfinished.length > 0) return unfinished
  const violations = [...checkConversations(world), ...checkReplay(world)]
  for (const desk of world.desks) {
    violations.push(...(await checkCommands(world, desk)), ...(await checkReplica(world, desk)))
    if (violations.length === 0) desk.rowsAreSound()
    violations.push(...(await checkPlace(world, desk)))
  }
  return violations
}
