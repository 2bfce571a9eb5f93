import type { BasedOn } from '#shared/domain/command.ts'
import type { LocalRecord } from '#shared/domain/workplace/local-record.ts'

/** What takes a command back. */
export interface TakingBack {
  readonly type: string
  readonly args: Record<string, unknown>
  readonly basedOn: BasedOn
}

/** A command of this desk that changed something, with what takes it back. */
export interface DoingRecord {
  readonly commandId: string
  readonly type: string
  readonly conversationId: string | null
  readonly customerId: string | null
  readonly doneAt: number
  readonly inverse: TakingBack
  /** `taken`: back, or the server did not do it. Kept, since main may tell of the command once more. */
  readonly state: 'done' | 'taken'
  /** By which command; its own, where the server refused it. */
  readonly takenById: string | null
  /** The first of several commands that were one doing. */
  readonly togetherId: string
}

export const doingId = (commandId: string) => `doing:${commandId}`

export const toLocalRecord = (doing: DoingRecord): LocalRecord => ({
  id: doingId(doing.commandId),
  kind: 'doing',
  value: JSON.stringify(doing),
  updatedAt: doing.doneAt,
})

export const toDoingRecord = ({ value }: LocalRecord): DoingRecord => JSON.parse(value) as DoingRecord

/** The same for the same command, whatever order its arguments went through the wire in. */
export const keyOf = ({ type, args }: Pick<TakingBack, 'type' | 'args'>): string => `${type} ${inOrder(args)}`

function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return `{${fields
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${inOrder(inner)}`)
    .join()}}`
}
