import { expect, it } from 'vitest'
import { createHeadStart } from './head-start.ts'

function headStartInTest() {
  let timeIsOver = () => {}
  const headStart = createHeadStart({ sleep: () => new Promise((resolve) => (timeIsOver = resolve)) })
  const said: string[] = []
  const wait = async () => {
    await headStart.over()
    said.push('behind')
  }
  return { headStart, said, wait, passTime: () => timeIsOver() }
}

it('what a person waits for is answered first, also where it failed', async () => {
  for (const answer of [Promise.resolve('rows'), Promise.reject(new Error('the store is being opened'))]) {
    const { headStart, said, wait } = headStartInTest()
    const behind = wait()
    const ahead = headStart.ahead(async () => {
      said.push('ahead')
      return answer
    })
    await ahead.catch(() => said.push('failed'))
    await behind
    expect(said[0]).toBe('ahead')
    expect(said).toContain('behind')
    await headStart.over()
  }
})

it('where nothing is ahead, nobody waits for longer than a moment, and only once', async () => {
  const { said, wait, passTime } = headStartInTest()
  const first = wait()
  await Promise.resolve()
  expect(said).toEqual([])
  passTime()
  await first
  await wait()
  expect(said).toEqual(['behind', 'behind'])
})
