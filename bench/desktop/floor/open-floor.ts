import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '#shared/kit/clock.ts'
import { migrate } from '../../../server-sync/db/migrations/migrate.ts'
import { migrations } from '../../../server-sync/db/migrations/migrations.ts'
import { openPostgres } from '../../../server-sync/db/postgres/open-postgres.ts'
import { seed } from '../../../server-sync/demo/seed.ts'
import { opened } from '../../../server-sync/testing/opened.ts'
import { type DemoServer, startDemoServer } from '../../../tests/e2e/support/demo-server.ts'
import { startEmbeddedPostgres } from '../../../tools/postgres/start-embedded-postgres.ts'
import { manyConversations } from './many-conversations.ts'

/** A server with many conversations, and room for the data of desks. */
export interface Floor {
  readonly server: DemoServer
  newFolder(name: string): Promise<string>
  close(): Promise<void>
}

export async function openFloor(conversations: number): Promise<Floor> {
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-bench-desktop-'))
  await chmod(folder, 0o711)
  const postgres = await startEmbeddedPostgres()
  await fill(postgres.url, conversations)
  const server = await startDemoServer(postgres.url)
  return {
    server,
    async newFolder(name) {
      const made = path.join(folder, name)
      await mkdir(made)
      return made
    },
    async close() {
      await server.remove()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The server finds what it would have sown itself, and sows nothing. */
async function fill(url: string, conversations: number): Promise<void> {
  const database = opened(await openPostgres({ url }))
  opened(await migrate(database, migrations, systemClock))
  await seed(database, () => manyConversations(systemClock.now(), conversations))
  await database.close()
}
