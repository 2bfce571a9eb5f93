import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { endOrphans } from './end-orphans.ts'
import { identify, isRunning } from './process-identity.ts'

it('ends what runs and leaves alone what only has the same number by now', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  const exited = once(child, 'exit')
  const identity = identify(child.pid ?? 0)
  await endOrphans([{ ...identity, startedAt: '1' }])
  expect(isRunning(identity)).toBe(true)
  await endOrphans([identity])
  await exited
  expect(isRunning(identity)).toBe(false)
})
