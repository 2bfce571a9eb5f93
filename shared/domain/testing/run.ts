import type { ReduceContext, Reduced } from '../command.ts'
import { prepareCommand } from '../run-command.ts'
import { type TestRows, amara, onServer } from './rows.ts'

/** Runs a command on rows in memory and keeps what it writes there. */
export function runOn(
  rows: TestRows,
  type: string,
  args: object,
  context: Omit<ReduceContext, 'basedOn'> = onServer(amara),
  basedOn: ReduceContext['basedOn'] = {},
): Reduced {
  const prepared = prepareCommand({ type, version: 1, args, basedOn })
  if (!prepared.ok) return { outcome: 'refused', refusal: prepared.refusal }
  const reduced = prepared.run(rows, context)
  if (reduced.outcome === 'applied') rows.write(reduced.writes)
  return reduced
}

/** The refusal's kind, or what else came of it. */
export const kindOf = (reduced: Reduced) => (reduced.outcome === 'refused' ? reduced.refusal.kind : reduced.outcome)
