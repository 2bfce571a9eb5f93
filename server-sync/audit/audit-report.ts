import type { BrokenChain, Verified } from './verify-audit.ts'

const reasons: Record<BrokenChain['why'], string> = {
  changed: 'it was changed after it was written',
  removed: 'it is gone',
  reordered: 'it stood somewhere else when it was written',
  shortened: 'everything from here on is gone',
  rewritten: 'the chain was written anew: another entry stood here',
}

/** For people. */
export function auditReport({ state, chains, entries, isAnchored, broken, restorations }: Verified): string {
  const lines = [`${entries} entries in ${chains} chains.`]
  for (const { organisationId, was, wentOnFrom, at } of restorations) {
    lines.push(
      `${organisationId}: restored on ${new Date(at).toISOString()}, entries ${wentOnFrom.number + 1} to ${was.number} went with it.`,
    )
  }
  for (const { organisationId, number, why } of broken) {
    lines.push(`${organisationId}: broken at entry ${number}: ${reasons[why]}.`)
  }
  if (state === 'anchors-forged')
    lines.push('The anchors in the data directory were written by somebody else, or cut short.')
  if (!isAnchored && state !== 'anchors-forged') {
    lines.push('No anchors: only the database vouches for itself. Give the server’s --data directory.')
  }
  lines.push(state === 'whole' ? 'The record is whole.' : 'The record is BROKEN.')
  return `${lines.join('\n')}\n`
}
