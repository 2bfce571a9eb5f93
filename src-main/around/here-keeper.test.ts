import { expect, it } from 'vitest'
import { hereRepeatMs } from '#shared/sync/around-times.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { createHereKeeper } from './here-keeper.ts'
import { createOthersAround } from './others-around.ts'

function start() {
  const time = createManualTime()
  const here = createHereKeeper(time)
  const said: string[] = []
  here.onDue(({ conversations }) => void said.push(conversations.map(({ id, mode }) => `${id} ${mode}`).join(', ')))
  return { time, here, said }
}

it('tells the server at once, then at most once a second, and last what is so in the end', () => {
  const { time, here, said } = start()
  here.show('w1', [{ id: 'a', mode: 'viewing' }])
  here.show('w1', [{ id: 'a', mode: 'replying' }])
  here.show('w1', [{ id: 'b', mode: 'viewing' }])
  expect(said).toEqual(['a viewing'])
  time.advance(1_000)
  expect(said).toEqual(['a viewing', 'b viewing'])
  here.show('w1', [])
  time.advance(1_000)
  expect(said.at(-1)).toBe('')
})

it('puts its windows together: of one conversation in two of them, what is most', () => {
  const { here } = start()
  here.show('w1', [{ id: 'a', mode: 'replying' }])
  here.show('w2', [
    { id: 'a', mode: 'viewing' },
    { id: 'b', mode: 'noting' },
  ])
  expect(here.frame().conversations).toEqual([
    { id: 'a', mode: 'replying' },
    { id: 'b', mode: 'noting' },
  ])
})

it('repeats itself for as long as its windows do, and forgets one that died without a word', () => {
  const { time, here, said } = start()
  here.show('w1', [{ id: 'a', mode: 'viewing' }])
  time.advance(hereRepeatMs)
  expect(said).toEqual(['a viewing', 'a viewing'])
  time.advance(hereRepeatMs)
  expect(said.at(-1)).toBe('')
  time.advance(10 * hereRepeatMs)
  expect(said).toHaveLength(3)
})

it('a desk that is locked shows nothing', () => {
  const { time, here, said } = start()
  here.show('w1', [{ id: 'a', mode: 'viewing' }])
  here.clear()
  time.advance(1_000)
  expect(said).toEqual(['a viewing', ''])
})

it('knows of others what the present line told, and without one nothing', () => {
  const others = createOthersAround()
  const lena = [{ agentId: 'lena', mode: 'viewing' as const }]
  others.take({ frame: 'around', conversations: [{ id: 'a', agents: lena, isCustomerTyping: false }] })
  others.take({ frame: 'around', conversations: [{ id: 'b', agents: [], isCustomerTyping: true }] })
  expect(others.value.get().map(({ id }) => id)).toEqual(['a', 'b'])
  others.take({ frame: 'around', conversations: [{ id: 'a', agents: [], isCustomerTyping: false }] })
  expect(others.value.get().map(({ id }) => id)).toEqual(['b'])
  others.forget()
  expect(others.value.get()).toEqual([])
})
