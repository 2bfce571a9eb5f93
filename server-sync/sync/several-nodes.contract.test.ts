import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../db/database.ts'
import { commit, nameOf } from '../testing/commit.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { feedUntil, pullUntil, startSyncNode } from '../testing/sync-node.ts'
import { ana, fillWorkplace, note, replicaOf } from '../testing/workplace.ts'
import { moveOutbox } from './store/sql/move-outbox.ts'
import { createSqlServerStore } from './store/sql/sql-server-store.ts'

// PGlite has one node by construction.
describe.each(engines.filter(({ engine }) => engine === 'PostgreSQL'))(
  'several nodes over one $engine',
  ({ start }) => {
    let engine: Engine
    let test: TestDatabase
    beforeAll(async () => {
      engine = await start()
    })
    afterAll(() => engine.stop())
    beforeEach(async () => {
      test = await engine.fresh()
      await fillWorkplace(test.database)
    })
    afterEach(() => test.close())

    const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

    it('[F4] another node takes over when the leader dies, and nothing is lost or doubled', async () => {
      const first = await startSyncNode(createSqlServerStore(test.database))
      await first.leads
      const second = await startSyncNode(createSqlServerStore(await test.another()), { pollMs: 20 })
      const done = feedUntil(second.tail, (items) => items.length === 60)
      for (const turn of oneTo(60)) {
        await commit(createSqlServerStore(test.database), `k${turn}`, 1)
        first.wake()
        if (turn !== 30) continue
        expect(await killLeader(test.database)).toBe(1)
        await second.leads
      }
      const seen = await done
      expect(seen.map(({ seq }) => seq)).toEqual(oneTo(60))
      expect(seen.map(nameOf)).toEqual(oneTo(60).map((turn) => `k${turn}`))
      expect(first.failures.length).toBeGreaterThan(0)
      await second.stop()
      await first.stop()
    })

    it('[F1] [F2] [F4] 16 writers, some of them slow, and a leader that is killed twice: 16 readers see all, once', async () => {
      const nodes = [await startSyncNode(createSqlServerStore(test.database), { pollMs: 20 })]
      for (const _node of oneTo(3)) {
        nodes.push(await startSyncNode(createSqlServerStore(await test.another()), { pollMs: 20 }))
      }
      await Promise.race(nodes.map(({ leads }) => leads))
      const [turns, each] = [oneTo(40), 2]
      const names = oneTo(16).flatMap((writer) => turns.map((turn) => `w${writer}t${turn}`))
      const readers = nodes.flatMap(({ tail }) => {
        const isDone = (items: readonly unknown[]) => items.length === names.length * each
        return [
          feedUntil(tail, isDone),
          feedUntil(tail, isDone),
          pullUntil(tail, isDone, 7),
          pullUntil(tail, isDone, 100),
        ]
      })

      let killed = 0
      // One in sixteen is held open while the others go on.
      const held = createHolds(16, 40)
      const writing = oneTo(16).map(async (writer) => {
        const store = createSqlServerStore(await test.another())
        for (const turn of turns) {
          const hold = (writer + turn) % 16 === 0 ? held.untilOvertaken : undefined
          await commit(store, `w${writer}t${turn}`, each, hold)
          held.committed()
          nodes[writer % nodes.length]?.wake()
          if (writer === 1 && turn % 15 === 0) killed += await killLeader(test.database)
        }
        held.left()
      })
      await Promise.all(writing)
      expect(killed).toBe(2)
      const expected = names.flatMap((name) => Array.from({ length: each }, () => name)).toSorted()
      for (const seen of await Promise.all(readers)) {
        expect(seen.map(({ seq }) => seq)).toEqual(oneTo(expected.length))
        expect(seen.map(nameOf).toSorted()).toEqual(expected)
        // A transaction's entries stand together and in their order.
        const places = seen.map(({ text }) => /"subject":"(\d) of/.exec(text)?.[1])
        expect(places).toEqual(names.flatMap(() => oneTo(each).map(String)))
      }
      for (const node of nodes) await node.stop()
    })

    it('[F1] two who both believe that they lead still number without gaps', async () => {
      const [first, second] = [test.database, await test.another()]
      for (const round of oneTo(15)) {
        await Promise.all([
          ...oneTo(6).map((index) => commit(createSqlServerStore(first), `r${round}x${index}`, 2)),
          first.transaction((db) => moveOutbox(db, 3)),
          second.transaction((db) => moveOutbox(db, 3)),
        ])
      }
      while (await first.transaction((db) => moveOutbox(db, 50)));
      const items = (await createSqlServerStore(first).readFeed(0, 1_000))?.items ?? []
      expect(items.map(({ seq }) => seq)).toEqual(oneTo(180))
      expect(new Set(items.map(nameOf)).size).toBe(90)
    })

    it('[F1] what one node commits reaches the desks of another', async () => {
      const first = await startSyncNode(createSqlServerStore(test.database), { pollMs: 20 })
      await first.leads
      const second = await startSyncNode(createSqlServerStore(await test.another()), { pollMs: 20 })
      const done = Promise.all([first, second].map(({ tail }) => feedUntil(tail, (items) => items.length === 3)))
      await second.applyCommand.device(ana, replicaOf('ana'), note('ana', 1))
      const [seenByFirst, seenBySecond] = await done
      expect(seenByFirst).toEqual(seenBySecond)
      await second.stop()
      await first.stop()
    })

    it('[C6] a database that is away is not counted against the command', async () => {
      const node = await startSyncNode(createSqlServerStore(test.database))
      const other = await test.another()
      for (const _attempt of oneTo(5)) {
        const outcome = await test.database.transaction(async (db) => {
          await db.query('SELECT 1 FROM replica FOR UPDATE')
          const waiting = node.applyCommand.device(ana, replicaOf('ana'), note('ana', 1))
          await killWhoWaits(other)
          return waiting
        })
        expect(outcome).toMatchObject({ outcome: 'retry' })
      }
      expect(await node.applyCommand.device(ana, replicaOf('ana'), note('ana', 1))).toMatchObject({
        outcome: 'applied',
      })
      await node.stop()
    })

    /** Waits until there is one. @returns how many there were */
    async function killLeader(db: Database): Promise<number> {
      for (;;) {
        const killed = await db.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          [],
          'owner',
        )
        if (killed.length > 0) return killed.length
      }
    }

    async function killWhoWaits(db: Database): Promise<void> {
      for (let killed = 0; killed === 0; ) {
        const rows = await db.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE wait_event_type = 'Lock' AND wait_event <> 'advisory' AND datname = current_database()`,
          [],
          'owner',
        )
        killed = rows.length
      }
    }
  },
)

/** Holds transactions of `writers` open until `commits` others have been committed, or until everybody else waits too. */
function createHolds(writers: number, commits: number) {
  let waiting: { readonly until: number; readonly release: () => void }[] = []
  let count = 0
  function look() {
    const [first] = waiting
    if (first && waiting.length === writers) waiting = [{ ...first, until: count }, ...waiting.slice(1)]
    const due = waiting.filter(({ until }) => until <= count)
    waiting = waiting.filter(({ until }) => until > count)
    for (const { release } of due) release()
  }
  return {
    untilOvertaken: () =>
      new Promise<void>((release) => {
        waiting.push({ until: count + commits, release })
        look()
      }),
    committed() {
      count += 1
      look()
    },
    left() {
      writers -= 1
      look()
    },
  }
}
