import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Clock } from '#shared/kit/clock.ts'
import { type Door, doorOf } from './door.ts'
import type { Engine, TestDatabase } from './engines.ts'
import { type ManualTime, createManualTime } from './manual-time.ts'
import { type TestServer, startTestServer } from './test-server.ts'
import { fillWorkplace, giveCredentials } from './workplace.ts'

/** What each test of a suite has anew. Only to be looked at while a test runs. */
export interface DoorSuite {
  readonly test: TestDatabase
  readonly time: ManualTime
  readonly server: TestServer
  readonly door: Door
  /** The server starts again, and its clock is another one. */
  restart(clock: Clock): Promise<void>
}

interface Wishes {
  readonly start: () => Promise<Engine>
  /** Who can sign in. */
  readonly agents: readonly string[]
  /** Before the server starts. */
  readonly prepare?: (test: TestDatabase) => Promise<unknown>
}

/** A server over the workplace, on an engine that the whole suite shares, with the test's own time. */
export function doorSuite({ start, agents, prepare }: Wishes): DoorSuite {
  let engine: Engine
  let test: TestDatabase
  let time: ManualTime
  let server: TestServer
  let door: Door
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    await fillWorkplace(test.database)
    await giveCredentials(test.database, ...agents)
    await prepare?.(test)
    time = createManualTime(Date.UTC(2026, 10, 2))
    await open(time.clock)
  })
  afterEach(async () => {
    await server.stop()
    await test.close()
  })

  async function open(clock: Clock): Promise<void> {
    server = await startTestServer(test.database, { clock, timers: time.timers })
    door = doorOf(server)
  }

  return {
    get test() {
      return test
    },
    get time() {
      return time
    },
    get server() {
      return server
    },
    get door() {
      return door
    },
    async restart(clock) {
      await server.stop()
      await open(clock)
    },
  }
}
