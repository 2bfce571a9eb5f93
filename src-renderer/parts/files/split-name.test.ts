import { expect, it } from 'vitest'
import { splitName } from './split-name.ts'

it.each([
  ['photo.png', 'photo', '.png'],
  ['发票 2026.pdf', '发票 2026', '.pdf'],
  ['فاتورة.pdf', 'فاتورة', '.pdf'],
  ['backup.tar.gz', 'backup.tar', '.gz'],
  ['README', 'README', ''],
  ['.profile', '.profile', ''],
  ['v1.a very long one', 'v1.a very long one', ''],
])('%j is %j and %j', (name, stem, ending) => {
  expect(splitName(name)).toEqual({ stem, ending })
})
