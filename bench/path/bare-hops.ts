import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { WebSocket, WebSocketServer } from 'ws'
import { openPglite } from '../../server-sync/db/pglite/open-pglite.ts'
import { percentile } from '../../tools/percentile.ts'

export interface BareHops {
  /** One row in one transaction, flushed, in the database that the server uses. */
  readonly commitMs: number
  /** One way over a WebSocket on this computer. */
  readonly pushMs: number
  /** One record of 1 KB into IndexedDB, strictly durable. */
  readonly putMs: number
}

const body = 'x'.repeat(1_000)

/** Medians of what no path from a customer to a replica can do without. */
export async function measureBareHops(page: Page, samples: number): Promise<BareHops> {
  return {
    commitMs: percentile(await measureCommits(samples), 0.5),
    pushMs: percentile(await measurePushes(samples), 0.5),
    putMs: percentile(await page.evaluate(measurePuts, { samples, body }), 0.5),
  }
}

async function measureCommits(samples: number): Promise<number[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-bench-db-'))
  const opened = await openPglite({ dataDirectory: folder, onLost: () => undefined })
  if (!opened.ok) throw new Error(opened.message)
  const database = opened.value
  await database.transaction((db) => db.script('CREATE TABLE bare (id int PRIMARY KEY, body text)'))
  const times: number[] = []
  for (let id = 0; id < samples; id++) {
    const before = performance.now()
    await database.transaction((db) => db.execute('INSERT INTO bare VALUES ($1, $2)', [id, body]))
    times.push(performance.now() - before)
  }
  await database.close()
  await rm(folder, { recursive: true, force: true })
  return times
}

async function measurePushes(samples: number): Promise<number[]> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data)))
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`)
  await once(socket, 'open')
  const times: number[] = []
  for (let count = 0; count < samples; count++) {
    const before = performance.now()
    socket.send(body)
    await once(socket, 'message')
    times.push((performance.now() - before) / 2)
  }
  socket.terminate()
  server.close()
  return times
}

/** Runs in a page. */
async function measurePuts({ samples, body: content }: { samples: number; body: string }): Promise<number[]> {
  const opening = indexedDB.open('farline-bench', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('bare')
  const database = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)))
  const times: number[] = []
  for (let id = 0; id < samples; id++) {
    const before = performance.now()
    const transaction = database.transaction('bare', 'readwrite', { durability: 'strict' })
    transaction.objectStore('bare').put({ id, content }, id)
    await new Promise((resolve) => (transaction.oncomplete = resolve))
    times.push(performance.now() - before)
  }
  database.close()
  return times
}
