import { z } from 'zod'
import type { Instant } from '../kit/clock.ts'
import type { Refusal } from '../kit/refusal.ts'
import type { DirectoryView } from './directory/directory-view.ts'
import { text } from '../schema/fields.ts'
import type { Right } from './directory/rights.ts'
import type { SyncedCollection, SyncedRows } from './entities.ts'

/** Who does it. The server builds it from the session, never from the command. */
export interface Actor {
  readonly kind: 'agent' | 'customer' | 'system'
  readonly id: string
  readonly organisationId: string
  /** The brands whose rows this actor may touch. */
  readonly brandIds: readonly string[]
  /** What an agent's role lets them do; customers and the system have none. */
  readonly rights: readonly Right[]
}

export type RowKey = { readonly collection: SyncedCollection; readonly id: string }

export type RowWrite = {
  [Name in SyncedCollection]: { readonly collection: Name; readonly row: SyncedRows[Name] }
}[SyncedCollection]

/** Reducers see only the rows that `reads` declared. */
export interface RowReader {
  get<Name extends SyncedCollection>(collection: Name, id: string): SyncedRows[Name] | undefined
  /** For commands with `readsDirectory`, where it is whole: on the server. */
  directory?(): DirectoryView
}

/** What the person saw when they acted: for compare-and-set, and for replies that hold themselves. */
export const basedOnSchema = z.strictObject({
  lastNumber: z.int().min(0).optional(),
  assigneeId: text(36).nullable().optional(),
})
export type BasedOn = z.infer<typeof basedOnSchema>

export interface ReduceContext {
  readonly now: Instant
  readonly actor: Actor
  readonly basedOn: BasedOn
  /** The server decides; a replica only foresees, and shows its foresight after everything numbered. */
  readonly place:
    | { readonly at: 'server' }
    | { readonly at: 'replica'; readonly deviceSeq: number; readonly uplinked: boolean }
}

export type Reduced =
  | { readonly outcome: 'applied'; readonly writes: readonly RowWrite[] }
  /** Nothing to do: it was done already, or it is so anyway. */
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

export interface CommandDefinition<Type extends string = string, Args extends z.ZodType = z.ZodType> {
  readonly type: Type
  /** Raise it when the arguments change meaning; old ones must still be understood. */
  readonly version: number
  readonly args: Args
  readonly actors: readonly Actor['kind'][]
  /** Rows that `reduce` looks at. Where a replica lacks one it needs, the refusal means: no overlay, only "queued". */
  readonly reads: (args: z.infer<Args>) => readonly RowKey[]
  /** More of them, which only those lead to: the role that an agent has. They are looked at, never written. */
  readonly readsOn?: (args: z.infer<Args>, rows: RowReader) => readonly RowKey[]
  /** `reduce` looks at the whole directory: such commands of one organisation run one after the other. */
  readonly readsDirectory?: boolean
  /** Pure: the same rows, command and context give the same writes on the server and on every desk. */
  readonly reduce: (rows: RowReader, args: z.infer<Args>, context: ReduceContext) => Reduced
}

export function defineCommand<const Type extends string, Args extends z.ZodType>(
  definition: CommandDefinition<Type, Args>,
): CommandDefinition<Type, Args> {
  return definition
}

export const applied = (...writes: RowWrite[]): Reduced => ({ outcome: 'applied', writes })
export const unchanged: Reduced = { outcome: 'unchanged' }
export const refused = (refusal: Refusal): Reduced => ({ outcome: 'refused', refusal })
