import type { Random } from '../schedule/random.ts'
import type { Event } from '../schedule/schedule.ts'
import { conversationIds, customerConversation } from './acts.ts'
import type { SimDesk } from './sim-desk.ts'
import type { World } from './world.ts'

const logName = 'commands.log'
const dayMs = 86_400_000

/** Lets one event happen. What it sets going goes on in its own time. */
export function happen(world: World, { kind, who, x, y }: Event, random: Random): void {
  const { time, customers } = world
  const desk = world.desks[who % world.desks.length]!
  const customer = customers[who % customers.length]!
  const back = 100 + x * 3
  const later = (run: () => void, delayMs = back) => void time.after(delayMs, run)

  switch (kind) {
    case 'act':
      return void desk.act(x, y)
    case 'look':
      return void desk.look(conversationIds[y % conversationIds.length]!)
    case 'burst':
      for (let count = 3 + (x % 6); count > 0; count--) void desk.act(x % 330, y)
      return
    case 'customer-writes':
      return customer.write()
    case 'customer-reads': {
      const conversationId = customerConversation(who % customers.length)
      for (const [messageId, entry] of world.tables().deliveries)
        if (entry.conversationId === conversationId) customer.read(messageId)
      return
    }
    case 'cut':
      customer.road.cut()
      return desk.road.cut()
    case 'offline':
      desk.road.block()
      return later(desk.road.mend, back * 3)
    case 'half-open':
      return desk.road.silence()
    case 'slow':
      desk.road.slowDown(2 + (y % 30))
      return later(desk.road.mend, back * 2)
    case 'main-crash':
      desk.stopMain()
      return later(desk.startMain)
    case 'power-cut':
      return powerCut(world, desk, back, y)
    case 'lying-flush':
      desk.disk.lie()
      return y < 700 ? later(() => powerCut(world, desk, back, y), 50 + y) : later(desk.disk.tellTruth)
    case 'disk-error':
      return desk.disk.failNext(1 + (x % 3))
    case 'log-damage':
      return later(() => damage(desk, x, y, later), 0)
    case 'log-image': {
      // The whole computer is as it was a while ago.
      const image = desk.disk.image()
      void desk.rows.remember()
      return later(() => {
        desk.stopMain()
        desk.loseByDisk(() => {
          desk.disk.restore(image)
          return true
        })
        void changeRows(desk, desk.rows.rollBack)
        later(() => {
          desk.startMain()
          desk.startWorker()
        })
      }, y)
    }
    case 'worker-crash':
      desk.stopWorker()
      return later(desk.startWorker)
    case 'rows-lost':
    case 'rows-truncated':
    case 'rows-rolled-back':
      return loseRows(desk, kind, x, later)
    case 'rows-fail':
      return desk.rows.failNextWrites(1 + (x % 4))
    case 'clock-jump':
      return desk.clock.jump(y < 100 ? 20 * dayMs : (y - 500) * 1_000)
    case 'server-crash':
      world.stopServer()
      return later(() => void world.startServer())
    case 'server-clock-jump':
      return world.serverClock.jump((y - 500) * 1_000)
    case 'server-fails':
      return world.server()?.failNextCommits(1 + (x % 6))
    case 'backup':
      return world.backUp()
    case 'server-restore':
      world.stopServer()
      return later(() => {
        world.stopServer()
        world.restore()
        void world.startServer()
      })
    case 'taken-over':
      // Another browser profile attaches in this one's place, and goes away again.
      return void takeOver(desk, random)
    case 'rest':
      return
  }
}

function powerCut({ time }: World, desk: SimDesk, backMs: number, y: number): void {
  // Nobody tells the server.
  if (y % 2 === 0) desk.road.silence()
  desk.stopMain()
  desk.stopWorker()
  desk.loseByDisk(desk.disk.cutPower)
  time.after(backMs, () => {
    desk.startMain()
    desk.startWorker()
  })
}

/** One byte of the log goes bad while nobody looks. */
function damage(desk: SimDesk, x: number, y: number, later: (run: () => void) => void): void {
  desk.stopMain()
  desk.loseByDisk(() => {
    desk.disk.edit(logName, (bytes) => {
      const at = Math.floor(((x * 1_000 + y) / 1_000_000) * bytes.length)
      if (bytes.length > 0) bytes[at]! ^= 0x15
      return bytes
    })
    return true
  })
  later(desk.startMain)
}

function loseRows(
  desk: SimDesk,
  kind: 'rows-lost' | 'rows-truncated' | 'rows-rolled-back',
  x: number,
  later: (run: () => void) => void,
): void {
  const { disk, remember, rollBack } = desk.rows
  const change = (how: () => Promise<unknown>) => void changeRows(desk, how).then(() => later(desk.startWorker))
  switch (kind) {
    case 'rows-lost':
      return change(disk.wipe)
    case 'rows-rolled-back':
      void remember()
      return later(() => change(rollBack))
    case 'rows-truncated':
      return change(async () => {
        const rows = await disk.find('timeline', { where: {}, orderBy: [], limit: 10_000 })
        const gone = rows.filter((_, index) => index % 3 === x % 3).map(({ id }) => id)
        await disk.remove('timeline', gone)
      })
  }
}

async function changeRows(desk: SimDesk, change: () => Promise<unknown>): Promise<void> {
  desk.stopWorker()
  await change()
  desk.rowsLost()
}

async function takeOver(desk: SimDesk, random: Random): Promise<void> {
  const { line } = desk.main() ?? {}
  if (!line) return
  const gone = new AbortController()
  desk.main()?.life.after(random.between(10, 200), () => gone.abort())
  const stranger = { checkpoint: null, cursor: 0, generation: `stranger-${random.between(0, 9_999)}`, rows: 0 }
  for await (const _event of line.attach(stranger, gone.signal));
}
