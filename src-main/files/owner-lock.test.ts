import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { takeOwnerLock } from './owner-lock.ts'

const lockFile = async () => path.join(await tempFolder(), 'some.lock')

it('is held by one owner at a time', async () => {
  const file = await lockFile()
  const first = await takeOwnerLock(file)
  expect(first.ok).toBe(true)
  expect(await takeOwnerLock(file)).toEqual({ ok: false, pid: process.pid })
  if (first.ok) await first.lock.release()
  expect((await takeOwnerLock(file)).ok).toBe(true)
})

it('is refused while another process lives, and taken over once that is killed', async () => {
  const file = await lockFile()
  const module = path.join(import.meta.dirname, 'owner-lock.ts')
  const script = `const { takeOwnerLock } = await import(${JSON.stringify(module)})
    console.log((await takeOwnerLock(${JSON.stringify(file)})).ok); setInterval(() => {}, 1000)`
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void other.kill('SIGKILL'))
  const [said] = await once(other.stdout, 'data')
  expect(String(said).trim()).toBe('true')
  expect(await takeOwnerLock(file)).toEqual({ ok: false, pid: other.pid })
  other.kill('SIGKILL')
  await once(other, 'exit')
  expect((await takeOwnerLock(file)).ok).toBe(true)
})

it('is taken over from a number that now belongs to another process, and from a torn file', async () => {
  const reused = await lockFile()
  await writeFile(reused, JSON.stringify({ pid: process.pid, startedAt: '1', nonce: 'before the restart' }))
  expect((await takeOwnerLock(reused)).ok).toBe(true)
  const torn = await lockFile()
  await writeFile(torn, '{"pid":')
  expect((await takeOwnerLock(torn)).ok).toBe(true)
})
