import type { Actor, RowWrite } from '#shared/domain/command.ts'
import { commandDefinition } from '#shared/domain/commands.ts'
import type { RunnableCommand } from '#shared/domain/run-command.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import { unreachable } from '#shared/kit/unreachable.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { Outcome } from '#shared/sync/outcome.ts'
import { isTaken, isUnavailable } from '../db/database-failure.ts'
import { transactionWithRetry } from './conflict-retry.ts'
import { type LogStanding, positionOf } from './cursor-rule.ts'
import { type Decision, decide, notAllowed } from './decide.ts'
import { cursorEntry, rowEntry } from './outbox.ts'
import type { ServerStore, ServerTransaction } from './store/server-store.ts'

interface Options {
  readonly store: ServerStore
  readonly clock: Clock
  /** Something was committed: the sequencer has work; the deliverers too, where something is due to a customer. */
  readonly onCommitted: (isDelivery: boolean) => void
  readonly onFailure: (error: unknown, commandType: string) => void
  readonly onDecided: (commandType: string, outcome: string, tookMs: number) => void
}

/** What arrived in an envelope's place but is none; only its place in the log can be read. */
export type BrokenCommand = Pick<Envelope, 'id' | 'logId' | 'deviceSeq'> & { readonly broken: true }
export type DeviceCommand = Envelope | BrokenCommand

export interface ApplyCommand {
  /** A command from a desk's log. Never throws: what fails unexpectedly is a `retry`, and after three of those refused. */
  device(actor: Actor, replicaId: string, command: DeviceCommand): Promise<Outcome>
  /** A command of a customer or the system, which has no log. Throws when the database fails. */
  direct(actor: Actor, command: RunnableCommand): Promise<Decision>
}

const failuresMax = 3
const retryAfterMs = 1_000

export function createApplyCommand({ store, clock, onCommitted, onFailure, onDecided }: Options): ApplyCommand {
  /** Unexpected failures by command. Counted here only: a restart gives a command three new tries. */
  const failures = new Map<string, number>()

  return {
    async device(actor, replicaId, command) {
      const startedAt = performance.now()
      const type = typeOf(command)
      const outcome = await decideOnce(actor, replicaId, command, type)
      onDecided(type, outcome.outcome, performance.now() - startedAt)
      return outcome
    },
    async direct(actor, command) {
      const startedAt = performance.now()
      const decision = await decideDirect(actor, command)
      if (decision.outcome === 'applied') onCommitted(decision.writes.some(isOutward))
      onDecided(typeOf(command), decision.outcome, performance.now() - startedAt)
      return decision
    },
  }

  async function decideDirect(actor: Actor, command: RunnableCommand): Promise<Decision> {
    try {
      return await transactionWithRetry(
        store,
        async (transaction) => {
          const decided = await decide(transaction, actor, command, clock.now())
          await publish(transaction, decided)
          return decided
        },
        { actor },
      )
    } catch (error) {
      // Something that this actor cannot see has the id already.
      if (isTaken(error)) return notAllowed
      throw error
    }
  }

  async function decideOnce(actor: Actor, replicaId: string, command: DeviceCommand, type: string): Promise<Outcome> {
    const place = { deviceSeq: command.deviceSeq, commandId: command.id }
    const failed = failures.get(command.id) ?? 0
    const run = (given?: Decision) =>
      transactionWithRetry(store, (transaction) => inDeviceOrder(transaction, actor, replicaId, command, given), {
        actor,
        replicaId,
      })
    try {
      const { outcome, decision } = await (failed >= failuresMax
        ? run(refusedAs('command/internal'))
        : run().catch((error: unknown) => (isTaken(error) ? run(notAllowed) : Promise.reject(error))))
      failures.delete(command.id)
      if (decision) onCommitted(decision.outcome === 'applied' && decision.writes.some(isOutward))
      return outcome
    } catch (error) {
      onFailure(error, type)
      // A database that is away says nothing about the command.
      if (!isUnavailable(error)) failures.set(command.id, failed + 1)
      return { outcome: 'retry', ...place, afterMs: failed + 1 < failuresMax ? 0 : retryAfterMs }
    }
  }

  async function inDeviceOrder(
    transaction: ServerTransaction,
    actor: Actor,
    replicaId: string,
    command: DeviceCommand,
    given: Decision | undefined,
  ): Promise<{ readonly outcome: Outcome; readonly decision?: Decision }> {
    const place = { deviceSeq: command.deviceSeq, commandId: command.id }
    const standing = await transaction.lockLog(replicaId, command)
    if (!standing) return { outcome: { outcome: 'forked', ...place } }
    const position = positionOf(standing, command)
    switch (position) {
      case 'gap':
        return { outcome: { outcome: 'retry', ...place, afterMs: retryAfterMs } }
      case 'duplicate':
      case 'forked':
        return { outcome: { outcome: position, ...place } }
      case 'next':
        break
      default:
        return unreachable(position)
    }
    const now = clock.now()
    const decision = standing.earlier
      ? again(standing.earlier)
      : (given ?? (await decideDevice(transaction, actor, command, now)))
    const refusal = decision.outcome === 'refused' ? decision.refusal : null
    await Promise.all([
      transaction.moveCursor(replicaId, command, refusal, now),
      publish(
        transaction,
        decision,
        cursorEntry(actor.organisationId, { replicaId, logId: command.logId, ...place, refusal }),
      ),
    ])
    return { outcome: refusal ? { outcome: 'refused', ...place, refusal } : { outcome: 'applied', ...place }, decision }
  }

  function decideDevice(
    transaction: ServerTransaction,
    actor: Actor,
    command: DeviceCommand,
    now: number,
  ): Promise<Decision> {
    return 'broken' in command
      ? Promise.resolve(refusedAs('command/invalid'))
      : decide(transaction, actor, command, now)
  }

  /** The cursor comes last: a desk drops its overlay when the rows are in. */
  async function publish(
    transaction: ServerTransaction,
    decision: Decision,
    cursor?: ReturnType<typeof cursorEntry>,
  ): Promise<void> {
    const writes = decision.outcome === 'applied' ? decision.writes : []
    await Promise.all([
      transaction.queueDeliveries(writes, clock.now()),
      transaction.bindFiles(writes, clock.now()),
      transaction.recordAudit(decision.outcome === 'applied' ? decision.audit : [], clock.now()),
      transaction.writeOutbox([...writes.map(rowEntry), ...(cursor ? [cursor] : [])]),
    ])
  }
}

/** A customer is to be told. */
const isOutward = ({ collection, row }: RowWrite) => collection === 'timeline' && row.deliveryState === 'sent'

/** A log that was begun anew carries over what its desk did not know to be decided: that is not done twice. */
const again = ({ refusal }: NonNullable<LogStanding['earlier']>): Decision =>
  refusal ? { outcome: 'refused', refusal } : { outcome: 'unchanged' }

function refusedAs(kind: Refusal['kind']): Extract<Decision, { outcome: 'refused' }> {
  return { outcome: 'refused', refusal: { kind, retryable: false } }
}

/** For counting: a type that nobody knows must not become a new time series. */
function typeOf(command: DeviceCommand | RunnableCommand): string {
  return 'type' in command && commandDefinition(command.type) ? command.type : 'unknown'
}
