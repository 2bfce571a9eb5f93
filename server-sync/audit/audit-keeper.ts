import type { Clock } from '#shared/kit/clock.ts'
import type { Database } from '../db/database.ts'
import { type Timers, systemTimers } from '../sync/timers.ts'
import type { Anchors, ChainAnchor, ChainHead } from './anchors.ts'
import { createRecordAudit } from './record-audit.ts'

interface Options {
  readonly database: Database
  readonly anchors: Anchors
  readonly clock: Clock
  readonly timers?: Timers
  readonly onFailure: (error: unknown) => void
  /** The database's chain is not the one that was anchored. The anchor stays as it is, to show it. */
  readonly onBroken: (organisationId: string) => void
}

/** Keeps the anchors behind the chains. */
export interface AuditKeeper {
  /** Something is being appended to this organisation's chain. */
  note(organisationId: string): void
  /**
   * Before anybody is served: chains of a database that was put back are shorter than their anchors. With a new epoch that is
   * so by somebody's will: it is recorded in each of them, once, and anchored. Without one the anchors stay, and show it.
   * @param epoch if it is new to this server
   */
  settle(epoch: string | undefined): Promise<void>
  stop(): Promise<void>
}

/** At most once a second, and once more when every transaction that was open then has ended or timed out. */
const soonMs = 1_000
const surelyMs = 20_000

export function createAuditKeeper({
  database,
  anchors,
  clock,
  timers = systemTimers,
  onFailure,
  onBroken,
}: Options): AuditKeeper {
  const noted = new Set<string>()
  const unsure = new Set<string>()
  let callOffSoon: (() => void) | undefined
  let callOffSurely: (() => void) | undefined
  let writing: Promise<void> = Promise.resolve()

  return {
    note(organisationId) {
      noted.add(organisationId)
      unsure.add(organisationId)
      callOffSoon ??= timers.after(soonMs, () => {
        callOffSoon = undefined
        anchor(noted)
      })
      callOffSurely ??= timers.after(surelyMs, () => {
        callOffSurely = undefined
        anchor(unsure)
      })
    },
    async settle(epoch) {
      const known = await anchors.read()
      if (known.state === 'forged') return onBroken('')
      if (known.state === 'read' && epoch !== undefined) await continueAfter(known.chains, epoch)
      const all = await database.query<{ id: string }>('SELECT DISTINCT organisation_id AS id FROM audit')
      await moveAnchors(all.map(({ id }) => id))
    },
    async stop() {
      callOffSoon?.()
      callOffSurely?.()
      anchor(unsure)
      await writing
    },
  }

  function anchor(waiting: Set<string>): void {
    const ids = [...waiting]
    waiting.clear()
    if (ids.length > 0) writing = writing.then(() => moveAnchors(ids)).catch(onFailure)
  }

  /** An anchor only ever moves forward along the chain that it was taken from. */
  async function moveAnchors(organisationIds: readonly string[]): Promise<void> {
    const known = await anchors.read()
    if (known.state === 'forged') return onBroken('')
    const chains = new Map((known.state === 'read' ? known.chains : []).map((each) => [each.organisationId, each]))
    let hasMoved = false
    for (const organisationId of organisationIds) {
      const before = chains.get(organisationId) ?? { organisationId, head: nothing, restorations: [] }
      if (!(await holds(organisationId, before.head))) {
        onBroken(organisationId)
        continue
      }
      const head = await headOf(organisationId)
      if (head.number === before.head.number) continue
      chains.set(organisationId, { ...before, head })
      hasMoved = true
    }
    if (hasMoved) await anchors.write([...chains.values()])
  }

  async function continueAfter(chains: readonly ChainAnchor[], epoch: string): Promise<void> {
    const continued: ChainAnchor[] = []
    for (const chain of chains) {
      const { organisationId, head: was, restorations } = chain
      if (await holds(organisationId, was)) {
        continued.push(chain)
        continue
      }
      const wentOnFrom = (await beforeRestored(organisationId, epoch)) ?? (await recordRestored(chain, epoch))
      const head = await headOf(organisationId)
      const restoration = { at: clock.now(), epoch, was, wentOnFrom }
      continued.push({ organisationId, head, restorations: [...restorations, restoration] })
    }
    await anchors.write(continued)
  }

  /** Where the chain had come when `npm run restore`, or another node, recorded it. */
  async function beforeRestored(organisationId: string, epoch: string): Promise<ChainHead | undefined> {
    const [before] = await database.query<ChainHead>(
      `SELECT number - 1 AS number, previous_hash AS hash FROM audit
       WHERE organisation_id = $1 AND verb = '${restoredVerb}' AND subject_id = $2 ORDER BY audit.number LIMIT 1`,
      [organisationId, epoch],
    )
    return before
  }

  async function recordRestored({ organisationId, head: was }: ChainAnchor, epoch: string): Promise<ChainHead> {
    const wentOnFrom = await headOf(organisationId)
    await database.transaction((db) =>
      createRecordAudit(clock)(db, {
        organisationId,
        actorKind: 'operator',
        actorId: 'server',
        verb: restoredVerb,
        subjectId: epoch,
        detail: { wasNumber: was.number, wasHash: was.hash, foundNumber: wentOnFrom.number },
      }),
    )
    return wentOnFrom
  }

  async function holds(organisationId: string, { number, hash }: ChainHead): Promise<boolean> {
    if (number === 0) return true
    const [entry] = await database.query<{ hash: string }>(
      'SELECT hash FROM audit WHERE organisation_id = $1 AND number = $2',
      [organisationId, number],
    )
    return entry?.hash === hash
  }

  async function headOf(organisationId: string): Promise<ChainHead> {
    const [head] = await database.query<ChainHead>(
      'SELECT number, hash FROM audit WHERE organisation_id = $1 ORDER BY number DESC LIMIT 1',
      [organisationId],
    )
    return head ?? nothing
  }
}

/** Of the entry that says that the database was put back, and into which epoch. */
export const restoredVerb = 'audit.restored'
const nothing: ChainHead = { number: 0, hash: '' }
