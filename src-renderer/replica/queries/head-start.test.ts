import { expect, it } from 'vitest'
import { createHeadStart } from './head-start.ts'

function headStartInTest() {
  const sleeping: (() => void)[] = []
  const headStart = createHeadStart({ sleep: () => new Promise((resolve) => void sleeping.push(resolve)) })
  const said: string[] = []
  const wait = async () => {
    await headStart.over()
    said.push('behind')
  }
  /** Of everything that waits for its time. */
  const passTime = async () => {
    await new Promise(setImmediate)
    for (const wake of sleeping.splice(0)) wake()
    await new Promise(setImmediate)
  }
  return { headStart, said, wait, passTime }
}

it('what a person waits for is answered first and has time to be drawn, also where it failed', async () => {
  for (const isOpen of [true, false]) {
    const { headStart, said, wait, passTime } = headStartInTest()
    const ahead = headStart.ahead(async () => {
      said.push('ahead')
      if (!isOpen) throw new Error('the store is being opened')
    })
    await ahead.catch(() => said.push('failed'))
    const behind = wait()
    await new Promise(setImmediate)
    expect(said).not.toContain('behind')
    await passTime()
    await behind
    expect(said.at(-1)).toBe('behind')
    await headStart.over()
  }
})

it('where nothing is ahead, nobody waits for longer than a moment, and only once', async () => {
  const { said, wait, passTime } = headStartInTest()
  const first = wait()
  await Promise.resolve()
  expect(said).toEqual([])
  await passTime()
  await first
  await wait()
  expect(said).toEqual(['behind', 'behind'])
})
