import type { Actor } from '#shared/domain/command.ts'
import type { RunnableCommand } from '#shared/domain/run-command.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { Outcome } from '#shared/sync/outcome.ts'
import type { DeviceCommand } from '../../../server-sync/sync/apply-command.ts'
import type { Decision } from '../../../server-sync/sync/decide.ts'

/** One decision that the server took, as it stands in its present history. */
export interface Decided {
  readonly commandId: string
  readonly replicaId: string | null
  readonly actor: Actor
  readonly command: RunnableCommand
  readonly refusal: Refusal | null
}

/** Of one server process: writes down what it commits, in the step in which it commits. */
export interface JournalWriter {
  asked(actor: Actor, replicaId: string, command: DeviceCommand): void
  /** Of a command that was asked before. */
  deviceCommitted(outcome: Outcome): void
  directCommitted(actor: Actor, command: RunnableCommand, decision: Decision): void
}

/** All that was decided, in the order in which it was. A restored server has only what its backup had. */
export interface Journal {
  entries(): readonly Decided[]
  mark(): number
  returnTo(mark: number): void
  /** For the present history: what a process of an earlier one still commits is no part of this one. */
  writer(): JournalWriter
}

export function createJournal(): Journal {
  let entries: Decided[] = []
  return {
    entries: () => entries,
    mark: () => entries.length,
    returnTo: (mark) => void (entries = entries.slice(0, mark)),
    writer() {
      const own = entries
      const known = new Map<string, Omit<Decided, 'refusal'>>()
      return {
        asked(actor, replicaId, command) {
          if ('type' in command) known.set(command.id, { commandId: command.id, replicaId, actor, command })
        },
        deviceCommitted(outcome) {
          const asked = known.get(outcome.commandId)
          if (!asked || (outcome.outcome !== 'applied' && outcome.outcome !== 'refused')) return
          own.push({ ...asked, refusal: outcome.outcome === 'refused' ? (outcome.refusal as Refusal) : null })
        },
        directCommitted(actor, command, decision) {
          if (decision.outcome === 'applied')
            own.push({ commandId: '', replicaId: null, actor, command, refusal: null })
        },
      }
    },
  }
}
