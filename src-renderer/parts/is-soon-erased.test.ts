import { expect, it } from 'vitest'
import { isSoonErased } from './is-soon-erased.ts'

const hourMs = 3_600_000

it('warns of the end from 48 hours before it on', () => {
  expect(isSoonErased(50 * hourMs, hourMs)).toBe(false)
  expect(isSoonErased(50 * hourMs, 3 * hourMs)).toBe(true)
  expect(isSoonErased(50 * hourMs, 60 * hourMs)).toBe(true)
})

it('says nothing of a desk that has no end', () => {
  expect(isSoonErased(0, 5 * hourMs)).toBe(false)
})
