import type { Clock } from '#shared/kit/clock.ts'
import type { RowReader as Rows } from '#shared/domain/command.ts'
import type { CommandArgs, CommandType } from '#shared/domain/commands.ts'
import { canBeUndone, neverUndone, undoForMs, undoIdsOf, undoOf } from '#shared/domain/undo.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import { conversationOf, customerOf } from '../local/command-words.ts'
import type { RowReader } from '../rows/row-reader.ts'
import type { RowCodec } from '../seal/row-codec.ts'
import { sealRows } from '../seal/seal-rows.ts'
import type { RowStore } from '../store/row-store.ts'
import { type DoingRecord, type TakingBack, doingId, keyOf, toDoingRecord, toLocalRecord } from './doing-record.ts'

/** What this agent did at this desk and can take back; also after a restart. */
export interface Doings {
  /** A command was foreseen over these rows, right now or once more after a restart; and whether it changed any. */
  foreseen(command: Envelope, before: Rows, hasChanged: boolean): void
  /** The server did not do these: there is nothing to take back. */
  refused(commandIds: readonly string[]): void
  /** These commands were one doing. */
  together(commandIds: readonly string[]): Promise<void>
  /** Newest first, those that were one doing one after the other. */
  list(): Promise<readonly DoingRecord[]>
  /** The doing that a command was part of, as far as that is known. */
  togetherIdOf(commandId: string): string | null
  /** Whoever asks for them takes it back with them. */
  steps(id: string): Promise<TakingBack[]>
  /** What was noted is on disk, or will never be. */
  settled(): Promise<void>
}

interface Parts {
  readonly store: Pick<RowStore, 'put' | 'remove'>
  readonly codec: RowCodec
  readonly reader: Pick<RowReader, 'find'>
  readonly clock: Clock
  onChange(): void
  onFault(name: string): void
}

const most = 2_000

export function createDoings({ store, codec, reader, clock, onChange, onFault }: Parts): Doings {
  const known = new Map<string, DoingRecord>()
  /** What a window has asked for in order to take it back, by what does: the next command that is the same does it. */
  const askedFor = new Map<string, string>()
  const byTaker = new Map<string, string>()
  const togetherOf = new Map<string, string>()
  let loaded: Promise<void> | undefined
  let work: Promise<void> = Promise.resolve()

  const put = (doing: DoingRecord) => {
    known.set(doing.commandId, doing)
    if (doing.takenById !== null) byTaker.set(doing.takenById, doing.commandId)
  }

  function load(): Promise<void> {
    loaded ??= reader
      .find('local', { where: { kind: 'doing' }, orderBy: ['updatedAt'], limit: most })
      .then((records) => records.map(toDoingRecord).forEach(put))
    return loaded
  }

  async function keep(changed: readonly DoingRecord[]) {
    for (const doing of changed) put(doing)
    const over = [...known.values()].filter(({ doneAt }) => doneAt + undoForMs < clock.now())
    for (const { commandId } of over) known.delete(commandId)
    await store.put('local', await sealRows(codec, 'local', changed.map(toLocalRecord)))
    await store.remove(
      'local',
      over.map(({ commandId }) => doingId(commandId)),
    )
    if (changed.length + over.length > 0) onChange()
  }

  /** One after the other. What is not kept cannot be taken back after a restart, and nothing else suffers. */
  function inTurn(step: () => Promise<void>): Promise<void> {
    work = work
      .then(load)
      .then(step)
      .catch((error: unknown) => {
        loaded = undefined
        onFault(error instanceof Error ? error.name : '')
      })
    return work
  }

  const taken = (commandIds: readonly string[]) =>
    commandIds.flatMap((id): DoingRecord[] => {
      const doing = known.get(id)
      return doing?.state === 'done' ? [{ ...doing, state: 'taken', takenById: id }] : []
    })

  let noted: { readonly command: Envelope; readonly inverse: TakingBack | null }[] = []
  async function keepNoted() {
    const fresh = noted
    noted = []
    const changed = new Map<string, DoingRecord>()
    const change = (doing: DoingRecord) => {
      changed.set(doing.commandId, doing)
      put(doing)
    }
    for (const { command, inverse } of fresh) {
      const key = keyOf(command)
      const undone = known.get(askedFor.get(key) ?? byTaker.get(command.id) ?? '')
      if (undone) {
        askedFor.delete(key)
        if (undone.state === 'done') change({ ...undone, state: 'taken', takenById: command.id })
      } else if (inverse && !known.has(command.id)) change(toDoing(command, inverse))
    }
    await keep([...changed.values()])
  }

  const toDoing = (command: Envelope, inverse: TakingBack): DoingRecord => ({
    commandId: command.id,
    type: command.type,
    conversationId: conversationOf(command),
    customerId: customerOf(command),
    doneAt: command.issuedAt,
    inverse,
    state: 'done',
    takenById: null,
    togetherId: togetherOf.get(command.id) ?? command.id,
  })

  return {
    foreseen(command, before, hasChanged) {
      if (!canBeUndone(command.type as CommandType) && !neverUndone.some((type) => type === command.type)) return
      noted.push({ command, inverse: hasChanged ? inverseOf(command, before) : null })
      if (noted.length === 1) void inTurn(keepNoted)
    },
    refused: (commandIds) => void inTurn(() => keep(taken(commandIds))),
    together: (commandIds) =>
      inTurn(async () => {
        const [togetherId] = commandIds
        if (togetherId === undefined) return
        for (const id of commandIds) togetherOf.set(id, togetherId)
        const here = commandIds.flatMap((id) => known.get(id) ?? [])
        await keep(here.map((doing) => ({ ...doing, togetherId })))
      }),
    async list() {
      await work.then(load)
      return [...known.values()].filter(({ state }) => state === 'done').toSorted((a, b) => b.doneAt - a.doneAt)
    },
    togetherIdOf: (commandId) => togetherOf.get(commandId) ?? known.get(commandId)?.togetherId ?? null,
    async steps(id) {
      await work.then(load)
      const own = [...known.values()].filter(({ togetherId, state }) => togetherId === id && state === 'done')
      for (const { commandId, inverse } of own) askedFor.set(keyOf(inverse), commandId)
      return own.toReversed().map(({ inverse }) => inverse)
    },
    settled: () => work,
  }
}

/** A reply waits for second thoughts in its own place, with its own clock. */
function inverseOf(command: Envelope, before: Rows): TakingBack | null {
  if (command.type === 'message.send') return null
  const done = { type: command.type as CommandType, args: command.args as CommandArgs<CommandType> }
  const inverse = undoOf(done, before, undoIdsOf(command.id))
  return inverse && { type: inverse.type, args: inverse.args, basedOn: inverse.basedOn }
}
