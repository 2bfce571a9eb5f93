import { randomInt } from 'node:crypto'

/** Without letters and digits that are taken for one another, since it is read out and typed. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four, about 79 bits: `k3vw-9hpt-…`. Shown once and never stored. */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
