import { cp, mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../db/database.ts'
import { openPglite } from '../db/pglite/open-pglite.ts'
import { openPostgres } from '../db/postgres/open-postgres.ts'
import { type Door, doorOf } from '../testing/door.ts'
import { pgliteTemplate } from '../testing/engines.ts'
import { opened } from '../testing/opened.ts'
import { type ServerProcess, startServerProcess } from '../testing/server-process.ts'
import { testDevice } from '../testing/test-device.ts'
import { type TestPostgres, createDatabase, dropDatabase, template, testPostgres } from '../testing/test-postgres.ts'
import { fillWorkplace, giveCredentials } from '../testing/workplace.ts'

interface Running {
  readonly server: ServerProcess
  readonly url: string
  readonly door: Door
}

/** The server as a process, as it is started on a real machine. */
async function run(...args: readonly string[]): Promise<Running> {
  const server = startServerProcess('--port', '0', ...args)
  const { url } = (await server.logged('listening')) as { url: string }
  const bearer = (token?: string): Record<string, string> =>
    token === undefined ? {} : { authorization: `Bearer ${token}` }
  const door = doorOf({
    post: (to, body, token) =>
      fetch(`${url}${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer(token) },
        body: JSON.stringify(body),
      }),
    get: (to, token) => fetch(`${url}${to}`, { headers: bearer(token) }),
  })
  return { server, url, door }
}

async function kill({ server }: Running): Promise<void> {
  server.kill('SIGKILL')
  await server.exited
}

/** Asks for new tokens and never looks at the answer. Resolves when the question is with the system. */
function askWithoutListening(url: string, refreshToken: string): Promise<() => void> {
  const body = JSON.stringify({ refreshToken, proof: testDevice('laptop').proveRefresh(refreshToken) })
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asking = request(`${url}/auth/refresh`, { method: 'POST', headers })
    asking.on('error', () => undefined)
    asking.on('response', () => undefined)
    asking.end(body, () => resolve(() => asking.destroy()))
  })
}

describe('kill -9 in the middle of a rotation', () => {
  const running: Running[] = []
  afterEach(async () => {
    for (const each of running.splice(0)) await kill(each)
  })
  const started = async (...args: readonly string[]) => {
    const each = await run(...args)
    running.push(each)
    return each
  }

  describe('on PostgreSQL', () => {
    const name = 'farline_kill'
    let postgres: TestPostgres
    let url: string
    let database: Database
    beforeAll(async () => {
      postgres = await testPostgres()
      url = await createDatabase(postgres.url, name, template)
      database = opened(await openPostgres({ url }))
      await fillWorkplace(database)
      await giveCredentials(database, 'ana')
    }, 180_000)
    afterAll(async () => {
      await database.close()
      await dropDatabase(postgres.url, name)
      await postgres.stop()
    })

    const start = () => started('--database-url', url)
    const isRotating = async () =>
      (await database.query('SELECT 1 FROM session WHERE ended_at = 0 AND next_hash IS NOT NULL')).length > 0

    it('the server is killed between its commit and its reply: the old token still works', async () => {
      const first = await start()
      const { refreshToken } = (await first.door.signIn('ana')).reply
      const hangUp = await askWithoutListening(first.url, refreshToken)
      while (!(await isRotating())) await Promise.resolve()
      await kill(first)
      hangUp()

      const second = await start()
      const again = (await second.door.refresh(refreshToken)).reply
      expect(await second.door.opens(again.accessToken)).toBe(true)
      expect((await second.door.refresh(again.refreshToken)).status).toBe(200)
    }, 180_000)

    it('the desk is killed before it has read the reply: the old token still works', async () => {
      const { door, url } = await start()
      const { refreshToken } = (await door.signIn('ana')).reply
      const hangUp = await askWithoutListening(url, refreshToken)
      while (!(await isRotating())) await Promise.resolve()
      hangUp()
      const again = (await door.refresh(refreshToken)).reply
      expect(await door.opens(again.accessToken)).toBe(true)
    }, 180_000)
  })

  it('on PGlite, at any moment: whichever of the two tokens the desk has, it goes on', async () => {
    const data = await mkdtemp(path.join(os.tmpdir(), 'farline-kill-'))
    try {
      await cp(await pgliteTemplate(), data, { recursive: true })
      const database = opened(await openPglite({ dataDirectory: data, onLost: () => undefined }))
      await fillWorkplace(database)
      await giveCredentials(database, 'ana')
      await database.close()

      const first = await started('--data', data)
      const { refreshToken } = (await first.door.signIn('ana')).reply
      await askWithoutListening(first.url, refreshToken)
      await kill(first)

      const second = await started('--data', data)
      const lost = (await second.door.refresh(refreshToken)).reply
      // Killed with the reply on the way: the desk starts again with the token that it had on its disk.
      await kill(second)
      const third = await started('--data', data)
      const again = (await third.door.refresh(refreshToken)).reply
      expect(again.refreshToken).toBe(lost.refreshToken)
      expect(await third.door.opens(again.accessToken)).toBe(true)
      await kill(third)
      // What was used is used also after this.
      const fourth = await started('--data', data)
      expect((await fourth.door.refresh(refreshToken)).kind).toBe('auth/token-reused')
    } finally {
      for (const each of running.splice(0)) await kill(each)
      await rm(data, { recursive: true, force: true })
    }
  }, 300_000)
})
