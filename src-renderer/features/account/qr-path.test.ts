import { encode } from 'uqr'
import { expect, it } from 'vitest'
import { qrPath } from './qr-path.ts'

it('draws a run of dark modules as one rectangle', () => {
  expect(qrPath([[true, true, false, true]])).toBe('M0 0h2v1h-2zM3 0h1v1h-1z')
  expect(qrPath([[false], [true]])).toBe('M0 1h1v1h-1z')
  expect(qrPath([[false, false]])).toBe('')
})

it('covers exactly the dark modules of a real code', () => {
  const { data, size } = encode('otpauth://totp/Farline:amara@meridian.example?secret=JBSWY3DPEHPK3PXP&issuer=Farline')
  const drawn = data.map((row) => row.map(() => false))
  for (const [, x, y, length] of qrPath(data).matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let offset = 0; offset < Number(length); offset++) {
      const row = drawn[Number(y)]
      if (row) row[Number(x) + offset] = true
    }
  }
  expect(drawn).toEqual(data)
  expect(size).toBe(data.length)
})
