import { expect, it } from 'vitest'
import { initialsOf } from './initials.ts'

it.each([
  ['Amara Okafor', 'AO'],
  ['Praxis Dr. Wiebke Thomsen', 'PT'],
  ['Cabinet Morvan & Associés', 'CA'],
  ['欧阳静怡', '欧'],
  ['橋本 健吾', '橋'],
  ['이은지', '이'],
  ['ريم الشامسي', 'ر'],
  ['élodie', 'É'],
  ['', '·'],
  ['   ', '·'],
])('%s is %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
