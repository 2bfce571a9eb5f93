import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../tools/postgres/start-embedded-postgres.ts'
import { opened } from '../../testing/opened.ts'
import { openSocket } from '../../testing/socket-client.ts'
import { type TestServer, startTestServer } from '../../testing/test-server.ts'
import { envelope, fillWorkplace, giveCredentials, note, rowsOf } from '../../testing/workplace.ts'
import type { Database } from '../database.ts'
import { migrate } from '../migrations/migrate.ts'
import { migrations } from '../migrations/migrations.ts'
import { openPostgres } from './open-postgres.ts'

describe('a PostgreSQL that crashes under a running server', () => {
  let postgres: EmbeddedPostgres
  let database: Database
  let server: TestServer
  beforeAll(async () => {
    postgres = await startEmbeddedPostgres()
    database = opened(await openPostgres({ url: postgres.url }))
    opened(await migrate(database, migrations, systemClock))
    await fillWorkplace(database)
    await giveCredentials(database, 'ana', 'lea')
    server = await startTestServer(database)
  })
  afterAll(async () => {
    await server.stop()
    await database.close()
    await postgres.stop()
  })

  interface Entry {
    readonly row?: { readonly id: string; readonly number?: number; readonly event?: { readonly type: string } | null }
  }

  it('is waited for: /ready says so, every command gets its outcome, and nothing is lost or doubled', async () => {
    const writer = await server.signIn('ana')
    const reader = await server.desk(await server.signIn('lea'))
    const seen: string[] = []
    const reading = (async () => {
      for (;;) {
        const { page } = (await reader.line.next('page')) as { page: { entries: Entry[] } }
        for (const { row } of page.entries) {
          if (row?.id.startsWith('note-ana-')) seen.push(row.id)
          if (row?.event?.type === 'woken') return
        }
      }
    })()

    const statuses = new Set<number>()
    let isBack = false
    let sawNotReady = false
    const watching = (async () => {
      while (!isBack || !statuses.has(200)) {
        const { status } = await server.get('/ready')
        if (isBack) statuses.clear()
        statuses.add(status)
        if (status === 503) sawNotReady = true
      }
    })()
    const total = 40
    let { line } = await server.desk(writer)
    let decided = 0
    let crashing: Promise<void> | undefined
    const tries: Record<string, number> = {}
    while (decided < total) {
      if (decided === 10) crashing ??= postgres.crash().then(() => void (isBack = true))
      const command = { ...note('ana', decided + 1), replicaId: writer.replicaId, logId: 'log-1' }
      line.send({ frame: 'commands', commands: [command] })
      const answer = await line.next('outcomes').catch(() => undefined)
      if (!answer) {
        // Closed because the server could not even look: connect again, as a desk does, and go on where it stands.
        line = await reconnect()
        continue
      }
      const outcome = (answer['outcomes'] as { outcome: string }[])[0]?.outcome ?? ''
      tries[outcome] = (tries[outcome] ?? 0) + 1
      if (outcome === 'applied' || outcome === 'duplicate') decided += 1
    }
    await crashing
    await watching
    expect(sawNotReady).toBe(true)
    expect(tries['applied']).toBeGreaterThan(total - 3)

    // The sequencer and the timers lead again.
    const snooze = envelope('ana', total + 1, 'conversation.snooze', {
      conversationId: 'conversation-a',
      untilAt: systemClock.now(),
      entryId: 'snoozed',
    })
    line.send({ frame: 'commands', commands: [{ ...snooze, replicaId: writer.replicaId, logId: 'log-1' }] })
    await reading
    const notes = Array.from({ length: total }, (_, index) => `note-ana-${index + 1}`)
    expect(seen).toEqual(notes)
    const stored = (await rowsOf(database, 'timeline')).toSorted((a, b) => a.number - b.number)
    expect(stored.slice(0, total).map(({ id }) => id)).toEqual(notes)
    expect(stored.map(({ number }) => number)).toEqual(stored.map((_, index) => index + 1))
    await line.close()

    async function reconnect() {
      for (;;) {
        const again = await openSocket(`${server.url}/sync`, { authorization: `Bearer ${writer.accessToken}` }).catch(
          () => undefined,
        )
        if (!again) continue
        again.send({ frame: 'hello', protocol: 1, replicaId: writer.replicaId, logId: 'log-1' })
        const welcome = await again.next('welcome').catch(() => undefined)
        if (welcome) return again
      }
    }
  })
})
