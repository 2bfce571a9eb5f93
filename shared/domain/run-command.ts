import type { Refusal } from '../kit/refusal.ts'
import type { BasedOn, ReduceContext, Reduced, RowKey, RowReader } from './command.ts'
import { commandDefinition } from './commands.ts'

/** What both sides need of an envelope to run it. */
export interface RunnableCommand {
  readonly type: string
  readonly version: number
  readonly args: unknown
  readonly basedOn: BasedOn
}

export type Prepared =
  | {
      readonly ok: true
      readonly reads: readonly RowKey[]
      /** What those rows lead on to. */
      readonly readsOn: (rows: RowReader) => readonly RowKey[]
      readonly readsDirectory: boolean
      readonly run: (rows: RowReader, context: Omit<ReduceContext, 'basedOn'>) => Reduced
    }
  | { readonly ok: false; readonly refusal: Refusal }

/** Checks type, version and arguments, and hands back the reads and the reducer. Throws only on a bug in a reducer. */
export function prepareCommand(command: RunnableCommand): Prepared {
  const definition = commandDefinition(command.type)
  if (!definition || command.version > definition.version) {
    return { ok: false, refusal: { kind: 'command/unknown', retryable: false } }
  }
  const parsed = definition.args.safeParse(command.args)
  if (!parsed.success) return { ok: false, refusal: { kind: 'command/invalid', retryable: false } }
  return {
    ok: true,
    reads: definition.reads(parsed.data),
    readsOn: (rows) => definition.readsOn?.(parsed.data, rows) ?? [],
    readsDirectory: definition.readsDirectory ?? false,
    run: (rows, context) =>
      definition.actors.includes(context.actor.kind)
        ? definition.reduce(rows, parsed.data, { ...context, basedOn: command.basedOn })
        : { outcome: 'refused', refusal: { kind: 'command/not-allowed', retryable: false } },
  }
}
