import { once } from 'node:events'
import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { openPglite } from '../../../server-sync/db/pglite/open-pglite.ts'

/**
 * A process of its own, with nothing of ours but the way in which the database is opened. What a customer's page sends is
 * committed twice and pushed to the agents' pages; what they say of it goes to the parent process, with the time.
 */
const opened = await openPglite({ dataDirectory: process.argv[2] ?? '', onLost: () => process.exit(1) })
if (!opened.ok) throw new Error(opened.message)
const database = opened.value
await database.transaction((db) =>
  db.script(
    'CREATE TABLE message (id serial PRIMARY KEY, body text); CREATE TABLE feed (id int PRIMARY KEY, body text)',
  ),
)

const http = createServer((_request, response) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Bare</title>'),
)
const agents = new Set<WebSocket>()
const server = new WebSocketServer({ server: http })
server.on('connection', (socket, { url }) => {
  if (url === '/agent') agents.add(socket)
  socket.on('message', (data) => {
    const text = data.toString()
    if (url === '/agent') process.send?.({ text, at: performance.timeOrigin + performance.now() })
    else void deliver(text)
  })
})
http.listen(0, '127.0.0.1')
await once(http, 'listening')
process.send?.({ port: (http.address() as { port: number }).port })

async function deliver(text: string): Promise<void> {
  const body = `${text} ${'x'.repeat(1_000)}`
  const id = await database.transaction(async (db) => {
    const [row] = await db.query<{ id: number }>('INSERT INTO message (body) VALUES ($1) RETURNING id', [body])
    return row?.id ?? 0
  })
  await database.transaction((db) => db.execute('INSERT INTO feed VALUES ($1, $2)', [id, body]))
  for (const agent of agents) agent.send(JSON.stringify({ id, text, body }))
}
