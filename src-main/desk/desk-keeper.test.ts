import { it } from 'vitest'
import { createObservableValue } from '../flow/observable-value.ts'
import type { Log } from '../log/create-log.ts'
import type { Seat } from '../session/seat.ts'
import { logRefusals } from '../sync/command-log/log-refusals.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { until } from '../testing/until.ts'
import type { DeskParts } from './desk.ts'
import { keepDesk } from './desk-keeper.ts'
import type { Desk } from './seat-desk.ts'

const seat = { replicaId: 'replica-1' } as Seat
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined } as unknown as Log

/** A desk that is online and has nothing to do. */
function idleDesk(online = createObservableValue({ state: 'online' as const, waiting: 0, sinceAt: 0 })): Desk {
  return { uplink: { state: online }, take: () => undefined, close: async () => undefined } as unknown as Desk
}

it('says that nothing can be saved, and why, and goes on by itself once it can', async () => {
  const time = createManualTime()
  const refusals = [logRefusals.inUse(4711), logRefusals.fromDisk(Object.assign(new Error('full'), { code: 'ENOSPC' }))]
  const keeper = keepDesk(
    {
      seat: createObservableValue<Seat | null>(seat),
      end: async () => undefined,
      recheck: async () => undefined,
    },
    { ...time, diagnostics: silent } as unknown as DeskParts,
    async () => {
      const refusal = refusals.shift()
      return refusal ? { ok: false, refusal } : { ok: true, desk: idleDesk() }
    },
  )
  await until(keeper.sync, ({ state, problem }) => state === 'not-saving' && problem === 'log/in-use')
  time.advance(5_000)
  await until(keeper.sync, ({ problem }) => problem === 'log/disk-full')
  time.advance(5_000)
  await until(keeper.sync, ({ state, problem }) => state === 'online' && problem === undefined)
  await keeper.close()
})
