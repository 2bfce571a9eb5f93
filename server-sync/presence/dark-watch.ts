import { advisoryLocks } from '../db/advisory-locks.ts'
import type { Actor } from '#shared/domain/command.ts'
import type { CommandArgs } from '#shared/domain/commands.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { Database } from '../db/database.ts'
import type { ApplyCommand } from '../sync/apply-command.ts'
import { type Timers, systemTimers } from '../sync/timers.ts'
import { keepLeading } from '../sync/keep-leading.ts'
import { createWakeSignal } from '../sync/wake-signal.ts'
import {
  type AgentOfOrganisation,
  type ToGiveBack,
  beatNode,
  settleTime,
  takeDark,
  takeSignedOut,
  toGiveBack,
} from './dark-desks.ts'

interface Options {
  /** As the part `presence`. */
  readonly database: Database
  readonly applyCommand: Pick<ApplyCommand, 'direct'>
  readonly clock: Clock
  readonly timers?: Timers | undefined
  readonly nextId: IdSource
  readonly nodeId: string
  /** They are shown as something else now. */
  readonly onChanged: (agents: readonly AgentOfOrganisation[]) => void
  readonly onLead?: () => void
  readonly onFailure: (error: unknown) => void
}

export interface DarkWatch {
  /** Somebody has signed out. */
  look(): void
  stop(): Promise<void>
}

const lookEveryMs = 2_000
const beatEveryMs = 5_000

/**
 * Notices desks that went dark, on one elected node, and gives back what their agents have. All that it has to remember stands
 * in rows: laws D1–D6 in SPEC.md.
 */
export function startDarkWatch(options: Options): DarkWatch {
  const { database, clock, timers = systemTimers, nodeId, onFailure } = options
  const work = createWakeSignal(timers)
  const stopping = new AbortController()
  let callOffBeat = () => {}
  let beating: Promise<void> = beat()
  const ended = beating.then(() => keepLeading({ lead, work, stopping: stopping.signal, onFailure }))
  return {
    look: work.raise,
    async stop() {
      stopping.abort()
      callOffBeat()
      work.raise()
      await Promise.all([beating, ended])
    },
  }

  async function beat(): Promise<void> {
    await database.transaction((db) => beatNode(db, nodeId, clock.now())).catch(onFailure)
    if (!stopping.signal.aborted) callOffBeat = timers.after(beatEveryMs, () => void (beating = beat()))
  }

  async function lead(): Promise<void> {
    const leadership = await database.lead(advisoryLocks.darkWatch, stopping.signal, { part: 'presence' })
    try {
      options.onLead?.()
      while (!stopping.signal.aborted) {
        const changed = await leadership.transaction(async (db) => {
          await settleTime(db, clock.now())
          return [...(await takeSignedOut(db, clock.now())), ...(await takeDark(db, clock.now()))]
        })
        if (changed.length > 0) options.onChanged(changed)
        for (const found of await leadership.transaction(toGiveBack)) await giveBack(found)
        await work.next(lookEveryMs)
      }
    } finally {
      await leadership.release()
    }
  }

  async function giveBack({ conversationId, agentId, organisationId, brandId }: ToGiveBack): Promise<void> {
    const actor: Actor = { kind: 'system', id: 'presence', organisationId, brandIds: [brandId], rights: [] }
    const args = { conversationId, entryId: options.nextId(), agentId } as CommandArgs<'conversation.give-back'>
    const command = { type: 'conversation.give-back', version: 1, args, basedOn: {} }
    const decision = await options.applyCommand.direct(actor, command)
    if (decision.outcome === 'refused') onFailure(new Error(`not given back: ${decision.refusal.kind}`))
  }
}
