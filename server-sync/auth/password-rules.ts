import { commonPasswords } from './common-passwords.ts'

export const passwordMinLength = 10

/** Whether a new password may be taken: long enough, not among the commonest, and not the person's own name or address. */
export function isGoodPassword(password: string, person: { readonly email: string; readonly name: string }): boolean {
  const normal = password.normalize('NFKC')
  if ([...normal].length < passwordMinLength) return false
  if (new Set(normal).size < 4) return false
  const bare = bareOf(normal)
  if (bare === '' || commonPasswords.has(bare) || commonPasswords.has(withoutTail(bare))) return false
  const [local = ''] = person.email.split('@')
  return ![person.email, local, person.name]
    .map(bareOf)
    .some((own) => own !== '' && [bare, withoutTail(bare)].includes(own))
}

/** `P@ssword 2026!` and `password` are one guess to whoever guesses. */
const bareOf = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

const withoutTail = (bare: string) => bare.replace(/\d+$/, '')
