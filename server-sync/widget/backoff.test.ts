import { expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'

it('waits anything from nothing to a bound that doubles up to half a minute', () => {
  const bounds = [1, 2, 3, 4, 5, 6, 7, 40].map((failures) => backoffMs(failures, () => 1))
  expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  expect(backoffMs(5, () => 0)).toBe(0)
  expect(backoffMs(5, () => 0.5)).toBe(8_000)
})
