import { expect, it } from 'vitest'
import { countDeaths } from './count-deaths.ts'

it('counts the deaths of the last minute, and forgets those before', () => {
  let now = 0
  const died = countDeaths({ now: () => now })
  const counts = [0, 20_000, 59_999, 60_000, 200_000].map((at) => {
    now = at
    return died()
  })
  expect(counts).toEqual([1, 2, 3, 3, 1])
})
