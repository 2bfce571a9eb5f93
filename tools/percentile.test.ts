import { expect, it } from 'vitest'
import { percentile } from './percentile.ts'

it('takes the nearest rank, in whatever order they come', () => {
  expect([percentile([4, 1, 3, 2], 0.5), percentile([5], 0.99), percentile([], 0.5)]).toEqual([2, 5, 0])
})
