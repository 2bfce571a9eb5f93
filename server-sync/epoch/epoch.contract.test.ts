import { existsSync } from 'node:fs'
import { copyFile, cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import type { SignInReply } from '#shared/sync/auth-protocol.ts'
import { openPglite } from '../db/pglite/open-pglite.ts'
import { type Engine, type TestDatabase, engines, pgliteTemplate } from '../testing/engines.ts'
import { opened } from '../testing/opened.ts'
import { fillTables } from '../testing/fill-tables.ts'
import { type ServerProcess, startServerProcess } from '../testing/server-process.ts'
import { type SocketClient, openSocket } from '../testing/socket-client.ts'
import { testDevice } from '../testing/test-device.ts'
import { fillWorkplace, giveCredentials, note, password } from '../testing/workplace.ts'
import { settleEpoch } from './settle-epoch.ts'

/** Unlike `cp` of Node, which makes new files. */
async function overwrite(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile()) await copyFile(file, path.join(to, path.relative(from, file)))
  }
}

/** Each starts three or four servers, one after the other. */
const serversMs = 120_000

describe('a server whose data was restored', { timeout: serversMs }, () => {
  let home: string
  let data: string
  let template: string
  const running: ServerProcess[] = []
  beforeAll(async () => {
    template = await mkdtemp(path.join(os.tmpdir(), 'farline-epoch-template-'))
    await cp(await pgliteTemplate(), template, { recursive: true })
    const database = opened(await openPglite({ dataDirectory: template, onLost: () => undefined }))
    await fillWorkplace(database)
    await giveCredentials(database, 'ana')
    await database.close()
  })
  afterAll(() => rm(template, { recursive: true, force: true }))
  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'farline-epoch-'))
    data = path.join(home, 'data')
    await cp(template, data, { recursive: true })
  })
  afterEach(async () => {
    for (const server of running.splice(0)) {
      server.kill('SIGKILL')
      await server.exited
    }
    await rm(home, { recursive: true, force: true })
  })

  interface Desk {
    readonly server: ServerProcess
    readonly url: string
    readonly line: SocketClient
    readonly signedIn: SignInReply
    readonly welcome: { readonly epoch: string; readonly head: number; readonly deviceSeq: number }
  }

  /** The server as a process, and a desk that says hello to it. */
  async function start(...args: readonly string[]): Promise<Desk> {
    const server = startServerProcess('--port', '0', '--data', data, ...args)
    running.push(server)
    const { url } = (await server.logged('listening')) as { url: string }
    const answer = await fetch(`${url}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ana@example.org', password, device: testDevice('desk').device }),
    })
    const signedIn = (await answer.json()) as SignInReply
    const line = await openSocket(`${url}/sync`, { authorization: `Bearer ${signedIn.accessToken}` })
    line.send({ frame: 'hello', protocol: 1, replicaId: signedIn.replicaId, logId: 'log' })
    const welcome = (await line.next('welcome')) as unknown as Desk['welcome']
    return { server, url, line, signedIn, welcome }
  }

  async function submit({ line, signedIn }: Desk, deviceSeq: number): Promise<unknown> {
    const { replicaId } = signedIn
    line.send({ frame: 'commands', commands: [{ ...note('ana', deviceSeq), replicaId, logId: 'log' }] })
    const { outcomes } = (await line.next('outcomes')) as { outcomes: { outcome: string }[] }
    // It is in the feed, and the witness may know of it.
    await line.next('page')
    return outcomes[0]?.outcome
  }

  async function stop({ server }: Desk): Promise<void> {
    server.kill('SIGTERM')
    expect((await server.exited).code).toBe(0)
  }

  const feedStatus = async ({ url, signedIn }: Desk, epoch: string, after: number) => {
    const answer = await fetch(`${url}/sync/feed?epoch=${epoch}&after=${after}`, {
      headers: { authorization: `Bearer ${signedIn.accessToken}` },
    })
    return [answer.status, ((await answer.json()) as { epoch: string }).epoch]
  }
  const cause = async ({ server }: Desk) => (await server.logged('new-epoch'))['cause']

  it('begins a new epoch when the whole folder was put back, and gets acknowledged work again', async () => {
    const first = await start()
    const { epoch } = first.welcome
    expect(await submit(first, 1)).toBe('applied')
    await stop(first)
    await cp(data, path.join(home, 'backup'), { recursive: true })

    const second = await start()
    expect(second.welcome).toMatchObject({ epoch, deviceSeq: 1 })
    expect(await submit(second, 2)).toBe('applied')
    second.server.kill('SIGKILL')
    await second.server.exited
    await rm(data, { recursive: true })
    await cp(path.join(home, 'backup'), data, { recursive: true })

    const third = await start()
    expect(third.welcome.epoch).not.toBe(epoch)
    expect(third.welcome.deviceSeq).toBe(1)
    expect(await cause(third)).toBe('moved')
    expect(await feedStatus(third, epoch, 0)).toEqual([409, third.welcome.epoch])
    expect(await feedStatus(third, third.welcome.epoch, 0)).toEqual([409, third.welcome.epoch])
    expect(await feedStatus(third, third.welcome.epoch, third.welcome.head)).toEqual([200, third.welcome.epoch])
    expect(await submit(third, 2)).toBe('applied')
    await stop(third)

    const fourth = await start()
    expect(fourth.welcome).toMatchObject({ epoch: third.welcome.epoch, deviceSeq: 2 })
    expect(fourth.server.output()).not.toContain('new-epoch')
  })

  it('begins one when the database was put back in place, by what it remembers outside', async () => {
    const first = await start()
    await submit(first, 1)
    await stop(first)
    await cp(path.join(data, 'db'), path.join(home, 'backup'), { recursive: true })
    const second = await start()
    await submit(second, 2)
    await stop(second)
    // Into the same files: only what is beside the database can tell.
    await overwrite(path.join(home, 'backup'), path.join(data, 'db'))

    const third = await start()
    expect(third.welcome.epoch).not.toBe(first.welcome.epoch)
    expect(await cause(third)).toBe('behind')
  })

  it('begins one when it is asked to, and starts with a witness that cannot be read', async () => {
    const first = await start()
    await stop(first)
    const file = path.join(data, 'epoch-witness.json')
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ epoch: first.welcome.epoch, seq: first.welcome.head })
    await writeFile(file, '{"epo')
    const second = await start()
    expect(second.welcome.epoch).toBe(first.welcome.epoch)
    await stop(second)
    const third = await start('--new-epoch')
    expect(third.welcome.epoch).not.toBe(first.welcome.epoch)
    expect(await cause(third)).toBe('asked')
    await stop(third)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ epoch: third.welcome.epoch })
    expect(existsSync(`${file}.making`)).toBe(false)
  })
})

describe.each(engines)('settling the epoch on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  beforeAll(async () => {
    engine = await start()
    test = await engine.fresh()
  })
  afterAll(async () => {
    await test.close()
    await engine.stop()
  })

  const settle = (given: Partial<Parameters<typeof settleEpoch>[1]> = {}) =>
    settleEpoch(test.database, { clock: systemClock, isAsked: false, witnessed: undefined, ...given })

  it('keeps it from start to start, and changes it for each cause', async () => {
    const { epoch, cause } = await settle()
    expect(cause).toBeUndefined()
    expect(await settle({ witnessed: { epoch, seq: 0 } })).toMatchObject({ epoch, cause: undefined })
    expect(await settle({ witnessed: { epoch: 'another', seq: 99 } })).toMatchObject({ epoch, cause: undefined })

    const behind = await settle({ witnessed: { epoch, seq: 99 } })
    expect(behind).toMatchObject({ cause: 'behind', seq: 0 })
    const asked = await settle({ isAsked: true })
    expect(asked.cause).toBe('asked')
    await test.database.transaction((db) => db.execute(`UPDATE feed_head SET home = 'elsewhere', head = 7`))
    const moved = await settle()
    expect(moved).toMatchObject({ cause: 'moved', seq: 7 })
    expect(await settle()).toEqual({ ...moved, cause: undefined })
    expect(new Set([epoch, behind.epoch, asked.epoch, moved.epoch]).size).toBe(4)
    expect(await test.database.query('SELECT floor FROM feed_head')).toEqual([{ floor: 7 }])
  })

  it('leaves everything open that was open, until a new one begins: then it has ended for all', async () => {
    await test.database.transaction((db) => fillTables(db))
    await test.database.transaction((db) =>
      db.script(
        `UPDATE session SET ended_at = 0, end_reason = '', next_hash = 'n'; UPDATE delivery SET claimed_until_at = 9`,
      ),
    )
    const open = async () =>
      (
        await test.database.query(
          `SELECT (SELECT count(*) FROM session WHERE ended_at = 0 OR next_hash IS NOT NULL) AS sessions,
             (SELECT count(*) FROM access_token) AS tokens, (SELECT count(*) FROM admin_session) AS admins,
             (SELECT count(*) FROM setup_code) AS codes, (SELECT count(*) FROM delivery WHERE claimed_until_at > 0) AS claims`,
        )
      )[0]
    await settle()
    expect(await open()).toEqual({ sessions: 6, tokens: 6, admins: 6, codes: 6, claims: 6 })
    await settle({ isAsked: true })
    expect(await open()).toEqual({ sessions: 0, tokens: 0, admins: 0, codes: 0, claims: 0 })
    expect(await test.database.query('SELECT DISTINCT end_reason AS why FROM session')).toEqual([{ why: 'restored' }])
  })

  it('knows where the database lives', async () => {
    expect(await test.database.home()).toMatch(/^\d+\/\d+/)
    expect(await test.database.home()).toBe(await test.database.home())
  })
})
