/**
 * What a server makes up while it runs (tokens, proofs, ids) cannot stand in an input that has to be the same tomorrow. These
 * stand in for it, of the length that is asked for, and are replaced on the way.
 */
export const liveWords = {
  sessionOfAna: 'session-of-ana',
  sessionOfAda: 'session-of-ada',
  refreshToken: 'a-refresh-token-of-ana',
  proofOfRefresh: 'a-proof-for-the-refresh-token'.padEnd(86, '.'),
  publicKey: 'a-public-key'.padEnd(43, '.'),
  wiped: 'installation-that-was-wiped',
  wipe: 'wipe-of-that-installation',
  proofOfWipe: 'a-proof-that-it-was-wiped'.padEnd(86, '.'),
} as const

export type Live = { readonly [Name in keyof typeof liveWords]: string }

export function filledIn(text: string, live: Live): string {
  let filled = text
  for (const name of Object.keys(liveWords) as (keyof Live)[]) filled = filled.replaceAll(liveWords[name], live[name])
  return filled
}
