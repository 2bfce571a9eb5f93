import { expect, it } from 'vitest'
import { neighbourOf } from './navigation.ts'

it('goes on to the next one, at the end to the one before, and nowhere from a list of one', () => {
  expect(neighbourOf('b', ['a', 'b', 'c'])).toBe('c')
  expect(neighbourOf('c', ['a', 'b', 'c'])).toBe('b')
  expect(neighbourOf('a', ['a'])).toBe(null)
  expect(neighbourOf('x', ['a', 'b'])).toBe(null)
})
