import type { Actor, RowKey } from '#shared/domain/command.ts'
import type { SyncedCollection } from '#shared/domain/entities.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import { createTurns } from '#shared/kit/in-turn.ts'
import type { MemoryLayer } from '../rows/memory-layer.ts'
import type { AnyRow } from '../rows/replica-row.ts'
import type { RowReader } from '../rows/row-reader.ts'
import { type OnForeseen, type View, foldPending, readsOf, readsOnOf } from './fold-pending.ts'

/** The commands of this desk that the server has not decided, and what they will probably make of the rows. */
export interface PendingOverlay {
  /** Commands come in log order, and again after a reconnect. */
  add(commands: readonly Envelope[], told: { readonly after: number; readonly uplinkedTo: number }): Promise<void>
  /** Main begins to tell all that is pending once more. Its log may have lost something since: see `toldAll`. */
  tellAnew(): void
  /**
   * What was not told again, of the numbers that were told, is not in the log any more, and will never be decided. Lower
   * numbers are decided, and stay to be seen until their truth is here.
   */
  toldAll(): void
  uplinked(uplinkedTo: number): void
  find(commandId: string): Envelope | undefined
  /** In the order of the log. */
  waiting(): { readonly commands: readonly Envelope[]; readonly uplinkedTo: number }
  /**
   * In one piece: these are the server's rows now, and commands up to `cursor` are decided in the history of `epoch`. Shown
   * when it returns.
   */
  settle(rows: ReadonlyMap<SyncedCollection, Iterable<AnyRow>>, decided: Decided): void
  /**
   * From now on what counts is decided in this history (null: not known yet), and what another one decided does not. What is
   * pending stays until this one has passed it; commands that only the other one had decided are told again.
   */
  follow(decided: Decided | null): void
  /** Looks again at every row that commands need, after the store was filled behind the layer's back. */
  reload(): Promise<void>
  setActor(actor: Actor): void
}

export interface Decided {
  readonly epoch: string
  readonly cursor: number
  /** Which commands those are, by number, where the feed has just told. */
  readonly commandIds?: ReadonlyMap<number, string>
}

interface Source {
  readonly actor: Actor
  readonly decided: Decided | null
  readonly layer: MemoryLayer
  readonly reader: Pick<RowReader, 'bases'>
  onChange(collections: Iterable<SyncedCollection>): void
  /** What waits, or how far it got, is something else now; also where no row of it is here to change. */
  onWaiting(): void
  /** Once for each command that is told, and again when main tells it once more. */
  readonly onForeseen?: OnForeseen
  /** A reducer threw, which is a bug: its command is shown as not run here, and the others go on. */
  onFault(commandType: string): void
}

export function createPendingOverlay({
  actor,
  decided,
  layer,
  reader,
  onChange,
  onWaiting,
  onForeseen,
  onFault,
}: Source): PendingOverlay {
  /** In the order of the log. */
  let pending: Envelope[] = []
  let epoch = decided?.epoch ?? null
  let decidedTo = decided?.cursor ?? 0
  /**
   * Ids of commands whose number was decided for another one: an old disk image has brought the log back, and it used the
   * number again. The server will say so, and main tells them once more in another log.
   */
  const besides = new Set<string>()
  let foresight = { actor, uplinkedTo: 0, onFault }
  let view: View = new Map()
  /** Server's versions of all rows that pending commands look at; `undefined` where there is none. */
  const bases = new Map<SyncedCollection, Map<string, AnyRow | undefined>>()
  /** So that commands keep their order while their rows are being read. */
  const inTurn = createTurns()
  /** Ids that were told since `tellAnew`, and the number that they follow. */
  let told: { readonly ids: Set<string>; after: number } | undefined

  const isUndecided = ({ id, deviceSeq }: Envelope) => deviceSeq > decidedTo || besides.has(id)
  const baseOf = (collection: SyncedCollection, id: string) => bases.get(collection)?.get(id)

  function show(next: View) {
    const changed = new Set([...view.keys(), ...next.keys()])
    view = next
    layer.foresee(next)
    if (changed.size > 0) onChange(changed)
    onWaiting()
  }

  function refold(added: readonly Envelope[] = []) {
    const next: View = new Map()
    foldPending(next, baseOf, pending, foresight, (command, ...foreseen) => {
      if (added.includes(command)) onForeseen?.(command, ...foreseen)
    })
    show(next)
  }

  async function load(commands: readonly Envelope[]) {
    await loadRows(commands.flatMap(readsOf))
    await loadRows(commands.flatMap((command) => readsOnOf(command, baseOf)))
  }

  async function loadRows(keys: readonly RowKey[]) {
    const wanted = new Map<SyncedCollection, Set<string>>()
    for (const { collection, id } of keys) {
      wanted.set(collection, (wanted.get(collection) ?? new Set()).add(id))
    }
    const loads = [...wanted].map(async ([collection, ids]) => {
      const found = await reader.bases(collection, [...ids])
      const known = bases.get(collection) ?? new Map<string, AnyRow | undefined>()
      bases.set(collection, known)
      // A page may have come in since the read.
      for (const id of ids) known.set(id, layer.arrived(collection).get(id) ?? found.get(id))
    })
    await Promise.all(loads)
  }

  return {
    add: (commands, { after, uplinkedTo }) =>
      inTurn(async () => {
        if (pending.length === 0) bases.clear()
        if (told) told.after = Math.min(told.after, after)
        for (const { id } of commands) told?.ids.add(id)
        // A number that comes with another command: the log has lost the one that had it, and used it again.
        const idOf = new Map(commands.map(({ deviceSeq, id }) => [deviceSeq, id]))
        const isGone = ({ deviceSeq, id }: Envelope) => idOf.has(deviceSeq) && idOf.get(deviceSeq) !== id
        const isReused = pending.some(isGone)
        if (isReused) pending = pending.filter((command) => !isGone(command))
        const known = new Set(pending.map(({ deviceSeq }) => deviceSeq))
        const fresh = commands.filter(({ deviceSeq }) => deviceSeq > decidedTo && !known.has(deviceSeq))
        await load(fresh)
        // The feed may have decided some of them meanwhile.
        const added = fresh.filter(({ deviceSeq }) => deviceSeq > decidedTo)
        const isBefore = (added[0]?.deviceSeq ?? Number.POSITIVE_INFINITY) < (pending.at(-1)?.deviceSeq ?? 0)
        pending.push(...added)
        if (isBefore) pending.sort((a, b) => a.deviceSeq - b.deviceSeq)
        if (isBefore || isReused || uplinkedTo !== foresight.uplinkedTo) {
          foresight = { ...foresight, uplinkedTo }
          refold(added)
        } else if (added.length > 0) {
          const next: View = new Map([...view].map(([collection, rows]) => [collection, new Map(rows)]))
          foldPending(next, baseOf, added, foresight, onForeseen)
          show(next)
        }
      }),
    tellAnew() {
      told = { ids: new Set(), after: Number.POSITIVE_INFINITY }
    },
    toldAll() {
      const known = told
      told = undefined
      const left = pending.filter(({ id, deviceSeq }) => !known || deviceSeq <= known.after || known.ids.has(id))
      if (left.length === pending.length) return
      pending = left
      refold()
    },
    uplinked(uplinkedTo) {
      if (uplinkedTo === foresight.uplinkedTo) return
      foresight = { ...foresight, uplinkedTo }
      refold()
    },
    waiting: () => ({ commands: pending, uplinkedTo: foresight.uplinkedTo }),
    find: (commandId) => pending.find(({ id }) => id === commandId),
    settle(rows, decided) {
      // A page that was on its way when the server became another one speaks of numbers that mean nothing any more.
      const cursor = decided.epoch === epoch ? decided.cursor : 0
      let isTouched = cursor > decidedTo && pending.length > 0
      for (const [collection, arrived] of rows) {
        const known = bases.get(collection)
        for (const row of arrived) {
          if (!known?.has(row.id)) continue
          known.set(row.id, row)
          isTouched = true
        }
      }
      decidedTo = Math.max(decidedTo, cursor)
      const commandIds = decided.epoch === epoch ? decided.commandIds : undefined
      for (const { id, deviceSeq } of pending) if ((commandIds?.get(deviceSeq) ?? id) !== id) besides.add(id)
      pending = pending.filter(isUndecided)
      if (isTouched) refold()
    },
    follow(decided) {
      epoch = decided?.epoch ?? null
      decidedTo = decided?.cursor ?? 0
      const left = pending.filter(isUndecided)
      if (left.length === pending.length) return
      pending = left
      refold()
    },
    reload: () =>
      inTurn(async () => {
        if (pending.length === 0) return
        await load(pending)
        refold()
      }),
    setActor(actor) {
      foresight = { ...foresight, actor }
    },
  }
}
