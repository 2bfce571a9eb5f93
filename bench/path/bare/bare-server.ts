import { once } from 'node:events'
import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { SyncedRows } from '#shared/domain/entities.ts'
import { systemClock } from '#shared/kit/clock.ts'
import { migrate } from '../../../server-sync/db/migrations/migrate.ts'
import { migrations } from '../../../server-sync/db/migrations/migrations.ts'
import { openPglite } from '../../../server-sync/db/pglite/open-pglite.ts'
import { openPostgres } from '../../../server-sync/db/postgres/open-postgres.ts'
import { rowStores } from '../../../server-sync/db/row-store.ts'
import type { Started } from '../../../server-sync/start-problem.ts'
import { bareConversation, bareMessage } from './bare-rows.ts'

/**
 * A process of its own: what a customer's page sends is committed as the rows that it comes to, gets its place in the feed
 * with a second commit, and goes to the agents' pages. Without commands, reducers, rights, outbox, sequencer, snapshots. What
 * the agents' pages say of it goes to the parent process.
 */
const [dataDirectory = '', url] = process.argv.slice(2)
const database = opened(
  url ? await openPostgres({ url }) : await openPglite({ dataDirectory, onLost: () => process.exit(1) }),
)
opened(await migrate(database, migrations, systemClock))
await database.transaction(
  (db) =>
    db.script(`
      CREATE TABLE bare_feed (seq integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload text NOT NULL);
      GRANT INSERT ON bare_feed TO farline_server;
    `),
  'owner',
)
await database.transaction((db) => rowStores.conversation.insert(db, [bareConversation]))

const http = createServer((_request, response) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Bare</title>'),
)
const agents = new Set<WebSocket>()
const server = new WebSocketServer({ server: http })
server.on('connection', (socket, { url: path }) => {
  if (path === '/agent') agents.add(socket)
  socket.on('message', (data) => {
    const text = (data as Buffer).toString()
    if (path === '/agent') process.send?.(JSON.parse(text) as object)
    else void deliver(text)
  })
})
http.listen(0, '127.0.0.1')
await once(http, 'listening')
process.send?.({ port: (http.address() as { port: number }).port })

async function deliver(text: string): Promise<void> {
  const rows = await database.transaction(async (db) => {
    const [before] = await rowStores.conversation.lock(db, [bareConversation.id])
    const conversation: SyncedRows['conversation'] = { ...(before ?? bareConversation), snippet: text }
    const written = { ...conversation, rev: conversation.rev + 1, lastNumber: conversation.lastNumber + 1 }
    const message = bareMessage(written.lastNumber, text)
    await rowStores.conversation.update(db, written)
    await rowStores.timeline.insert(db, [message])
    return [written, message]
  })
  const payloads = rows.map((row) => JSON.stringify(row))
  await database.transaction((db) =>
    db.execute('INSERT INTO bare_feed (payload) SELECT unnest($1::text[])', [payloads]),
  )
  for (const agent of agents) agent.send(JSON.stringify({ text, rows }))
}

function opened<Value>(started: Started<Value>): Value {
  if (!started.ok) throw new Error(started.message)
  return started.value
}
