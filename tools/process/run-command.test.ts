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

it('ends a program that has gone silent, and lets one take its time that goes on telling', async () => {
  const silent = await node(`console.log('begun'); setInterval(() => {}, 1000)`, { silenceMs: 1_500 })
  expect(silent).toMatchObject({
    code: 1,
    output: expect.stringMatching(/begun\n.* said nothing for 1\.5 s\./) as string,
  })
  const telling = `let n = 0; const t = setInterval(() => { console.log(n); if (++n === 12) clearInterval(t) }, 200)`
  expect(await node(telling, { silenceMs: 1_500 })).toMatchObject({ code: 0 })
}, 30_000)
