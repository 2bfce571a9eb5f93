import { expect, it } from 'vitest'
import { runCommand } from './run-command.ts'

const node = (script: string, options = {}) => runCommand(process.execPath, ['-e', script], options)

it('gives back exit code and everything a program says', async () => {
  expect(await node(`console.log('out'); console.error('err'); process.exitCode = 3`)).toEqual({
    code: 3,
    output: 'out\nerr\n',
  })
})

it('says that a program is not there', async () => {
  expect(await runCommand('/nowhere/program', [])).toMatchObject({
    code: 127,
    output: expect.stringContaining('ENOENT') as string,
  })
})

it('ends a program that hangs, even when what that one started holds its output open', async () => {
  const child = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 5000)'], { stdio: 'inherit' })`
  const startedAt = performance.now()
  expect(await node(`${child}; setInterval(() => {}, 1000)`, { timeoutMs: 300 })).toMatchObject({ code: 1 })
  expect(performance.now() - startedAt).toBeLessThan(4_000)
})
