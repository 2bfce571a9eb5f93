import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { portProblem } from './port-problem.ts'

it('names the port that is taken, what it was for and what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const message = expect.stringMatching(
    new RegExp(`^Port ${port}, needed for lead, is in use: .* --port \\d+`),
  ) as string
  expect(await portProblem([['lead', port]])).toEqual({ problem: 'start/port-in-use', message })
  other.close()
  await once(other, 'close')
  expect(await portProblem([['lead', port]])).toBeUndefined()
})
