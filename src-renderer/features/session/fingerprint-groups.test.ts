import { expect, it } from 'vitest'
import { fingerprintGroups } from './fingerprint-groups.ts'

it('groups the 32 bytes of a SHA-256 by two, and leaves none out', () => {
  const bytes = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0').toUpperCase())
  const groups = fingerprintGroups(bytes.join(':'))
  expect(groups).toHaveLength(16)
  expect(groups[0]).toBe('00:01')
  expect(groups.join(':')).toBe(bytes.join(':'))
})

it('shows what is written differently as it stands', () => {
  expect(fingerprintGroups('ABCDEF')).toEqual(['ABCDEF'])
  expect(fingerprintGroups('')).toEqual([])
  expect(fingerprintGroups('AA:BB:CC')).toEqual(['AA:BB', 'CC'])
})
