import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startPart } from './start-part.ts'

let logs: string

beforeEach(async () => {
  logs = await mkdtemp(path.join(os.tmpdir(), 'farline-logs-'))
})
afterEach(() => rm(logs, { recursive: true, force: true }))

const start = (script: string) =>
  startPart({ name: 'server', program: process.execPath, args: ['-e', script], env: process.env, logs })
const line = (entry: object) => `console.log(${JSON.stringify(JSON.stringify(entry))});`

it('hears that a part listens, keeps its log and stops it', async () => {
  const part = await start(
    `console.log('hello');${line({ event: 'listening', url: 'http://x' })}setInterval(() => {}, 1000)`,
  )
  expect(await part.listening).toEqual({ url: 'http://x' })
  await part.stop(5_000)
  expect(await part.exited).toBeUndefined()
  expect(await readFile(part.logFile, 'utf8')).toContain('hello')
})

it('hands on why a part could not start', async () => {
  const fatal = { problem: 'server/port-in-use', message: 'Port 1 is in use: choose another.' }
  const part = await start(`${line({ event: 'fatal', ...fatal })}process.exitCode = 1`)
  expect(await part.listening).toEqual(fatal)
  expect(await part.exited).toBe(1)
})

it('names the log of a part that ended without a word', async () => {
  const part = await start(`process.exit(3)`)
  expect(await part.listening).toEqual({
    problem: 'server/ended',
    message: `server ended before it was ready: see ${part.logFile}.`,
  })
})

it('does not wait for a part that will not stop', async () => {
  const part = await start(`process.on('SIGTERM', () => {});${line({ event: 'listening' })}setInterval(() => {}, 1000)`)
  await part.listening
  await part.stop(50)
  expect(await part.exited).toBeUndefined()
})

it('says that a program is not there', async () => {
  const part = await startPart({ name: 'agent', program: '/nowhere/electron', args: [], env: {}, logs })
  expect(await part.listening).toMatchObject({ problem: 'agent/ended' })
  await part.stop(50)
})
