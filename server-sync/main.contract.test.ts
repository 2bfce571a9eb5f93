import { type Server, createServer } from 'node:http'
import { cp, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { pgliteTemplate } from './testing/engines.ts'
import { type ServerProcess, startServerProcess } from './testing/server-process.ts'
import { openSocket } from './testing/socket-client.ts'
import { createDatabase, dropDatabase, template, testPostgres } from './testing/test-postgres.ts'

describe('the server as a process', () => {
  let data: string
  const running: ServerProcess[] = []
  beforeEach(async () => {
    data = await mkdtemp(path.join(os.tmpdir(), 'farline-main-'))
    await cp(await pgliteTemplate(), data, { recursive: true })
  })
  afterEach(async () => {
    for (const server of running.splice(0)) {
      server.kill('SIGKILL')
      await server.exited
    }
    await rm(data, { recursive: true, force: true })
  })

  function start(...args: readonly string[]): ServerProcess {
    const server = startServerProcess('--port', '0', ...args)
    running.push(server)
    return server
  }

  async function fatal(...args: readonly string[]) {
    const server = start(...args)
    const { problem, message } = await server.logged('fatal')
    expect(await server.exited).toEqual({ code: 1, signal: null })
    // A sentence for a person comes last, and nothing for a programmer before it.
    expect(server.output().trim().split('\n').at(-1)).toContain('"event":"fatal"')
    expect(server.output()).not.toMatch(/\.ts:\d+/)
    expect(String(message)).toMatch(/^[A-Z-].*[:.].*$/)
    return problem
  }

  it('starts with a demonstration, keeps its word after SIGKILL, and stops cleanly', async () => {
    const first = start('--data', data, '--demo')
    const { url } = (await first.logged('listening')) as { url: string }
    const chat = await openSocket(`${url}/chat`)
    const hello = { frame: 'hello', brandId: 'northwind-home', token: null as unknown, language: 'en', timeZone: '' }
    chat.send(hello)
    const { token } = await chat.next('welcome')
    chat.send({ frame: 'send', messageId: '00000000-0000-4000-8000-000000000001', text: 'kept' })
    await chat.next('receipt')
    first.kill('SIGKILL')
    await first.exited

    const second = start('--data', data, '--demo')
    const again = await openSocket(`${((await second.logged('listening')) as { url: string }).url}/chat`)
    again.send({ ...hello, token })
    expect(await again.next('welcome')).toMatchObject({ messages: [{ text: 'kept', number: 1 }] })
    const startedAt = performance.now()
    second.kill('SIGTERM')
    second.kill('SIGINT')
    expect(await again.closed).toBe(1001)
    expect(await second.exited).toEqual({ code: 0, signal: null })
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    expect(existsSync(path.join(data, 'db.lock'))).toBe(false)
    for (const server of [first, second]) expect(server.output()).not.toContain('demo password')
  })

  it('makes its folder beside a PostgreSQL too, and finds there the next time what it left', async () => {
    const postgres = await testPostgres()
    onTestFinished(() => postgres.stop())
    const name = `farline_main_${process.pid}`
    const url = await createDatabase(postgres.url, name, template)
    const beside = path.join(data, 'not', 'there', 'yet')
    const args = ['--database-url', url, '--data', beside, '--demo']
    const first = start(...args)
    await first.logged('listening')
    first.kill('SIGKILL')
    await first.exited
    const second = start(...args)
    await second.logged('listening')
    expect(second.output() + first.output()).not.toMatch(/"level":"(error|fatal)"/)
    await expect.poll(() => readdir(beside)).toContain('epoch-witness.json')
    second.kill('SIGKILL')
    await second.exited
    await dropDatabase(postgres.url, name)
  })

  it('says when another server runs on the same data', async () => {
    const owner = start('--data', data)
    await owner.logged('listening')
    expect(await fatal('--data', data)).toBe('server/data-in-use')
    owner.kill('SIGTERM')
    expect((await owner.exited).code).toBe(0)
  })

  it('says when its port is taken', async () => {
    const blocker: Server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => blocker.once('listening', resolve))
    const { port } = blocker.address() as AddressInfo
    expect(await fatal('--data', data, '--port', String(port))).toBe('server/port-in-use')
    blocker.close()
  })

  it('says when the data is damaged, and leaves it as it is', async () => {
    await truncate(path.join(data, 'db/global/pg_control'), 10)
    expect(await fatal('--data', data)).toBe('server/data-damaged')
    await rm(path.join(data, 'db/PG_VERSION'))
    expect(await fatal('--data', data)).toBe('server/data-damaged')
    expect(existsSync(path.join(data, 'db/PG_VERSION'))).toBe(false)
  })

  it('says when it cannot write', async () => {
    const file = path.join(data, 'a-file')
    await writeFile(file, '')
    const places = [path.join(file, 'below'), ...(existsSync('/proc/self') ? ['/proc/farline'] : [])]
    for (const place of places) expect(await fatal('--data', place)).toBe('server/data-unwritable')
  })

  it('says when PostgreSQL does not answer, and when it is called wrongly', async () => {
    expect(await fatal('--database-url', 'postgres://nobody:nothing@127.0.0.1:1/none')).toBe(
      'server/database-unreachable',
    )
    expect(await fatal('--nonsense')).toBe('server/usage')
  })
})
