import type { Actor } from '#shared/domain/command.ts'
import type { RunnableCommand } from '#shared/domain/run-command.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { ApplyCommand } from '../../../server-sync/sync/apply-command.ts'

/** One decision that the server took, as it stands in its present history. */
export interface Decided {
  readonly commandId: string
  readonly replicaId: string | null
  readonly actor: Actor
  readonly command: RunnableCommand
  readonly refusal: Refusal | null
}

/** All that was decided, in the order in which it was. A restored server has only what its backup had. */
export interface Journal {
  entries(): readonly Decided[]
  mark(): number
  returnTo(mark: number): void
  watch(applyCommand: ApplyCommand): ApplyCommand
}

export function createJournal(): Journal {
  let entries: Decided[] = []
  return {
    entries: () => entries,
    mark: () => entries.length,
    returnTo: (mark) => void (entries = entries.slice(0, mark)),
    watch: (real) => ({
      async device(actor, replicaId, command) {
        const outcome = await real.device(actor, replicaId, command)
        const isDecided = outcome.outcome === 'applied' || outcome.outcome === 'refused'
        if (isDecided && 'type' in command) {
          const refusal = outcome.outcome === 'refused' ? (outcome.refusal as Refusal) : null
          entries.push({ commandId: command.id, replicaId, actor, command, refusal })
        }
        return outcome
      },
      async direct(actor, command) {
        const decision = await real.direct(actor, command)
        if (decision.outcome === 'applied')
          entries.push({ commandId: '', replicaId: null, actor, command, refusal: null })
        return decision
      },
    }),
  }
}
