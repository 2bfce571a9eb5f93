import { expect, it } from 'vitest'
import { matches } from './matches.ts'

it.each([
  ['res', 'Resolve'],
  ['open win', 'Open in new window'],
  ['solene', 'Solène Renaud'],
  ['静怡', '欧阳静怡'],
  ['ｆｕｌｌ', 'full width'],
  ['', 'anything'],
])('finds "%s" in "%s"', (words, text) => {
  expect(matches(words, text)).toBe(true)
})

it('wants every word', () => {
  expect(matches('resolve banana', 'Resolve')).toBe(false)
})
