import { expect, it } from 'vitest'
import type { Submitted } from './submit.ts'
import { doToAll } from './do-to-all.ts'

function deskThat() {
  const together: (readonly string[])[] = []
  const queries = {
    doings: {
      together: ({ commandIds }: { commandIds: string[] }) => {
        together.push(commandIds)
        return Promise.resolve()
      },
    },
  }
  return { together, desk: { queries } as never }
}
const saved = (commandId: string): Promise<Submitted> => Promise.resolve({ saved: true, commandId, draft: null })
const many = Array.from({ length: 60 }, (_, index) => `c${index}`)

it('does the same to each in order, says how far it is, and makes one doing of it', async () => {
  const { desk, together } = deskThat()
  const progress: number[] = []
  expect(await doToAll(desk, many, saved, (done) => progress.push(done))).toEqual({ done: 60, problem: null })
  expect(together).toEqual([many])
  expect(progress).toEqual([25, 50, 60])
})

it('goes no further where nothing can be saved, and what was saved is still one doing', async () => {
  const { desk, together } = deskThat()
  const act = (id: string): Promise<Submitted> =>
    id === 'c30' ? Promise.resolve({ saved: false, problem: 'not-saved' }) : saved(id)
  expect(await doToAll(desk, many, act, () => undefined)).toEqual({ done: 49, problem: 'not-saved' })
  expect(together[0]).toHaveLength(49)
})

it('one alone is no more than that', async () => {
  const { desk, together } = deskThat()
  await doToAll(desk, ['c1'], saved, () => undefined)
  expect(together).toEqual([])
})
