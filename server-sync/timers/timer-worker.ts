import { advisoryLocks } from '../db/advisory-locks.ts'
import type { Actor } from '#shared/domain/command.ts'
import type { CommandArgs } from '#shared/domain/commands.ts'
import type { RunnableCommand } from '#shared/domain/run-command.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { Database } from '../db/database.ts'
import { type NodeBus, silentBus } from '../db/node-bus.ts'
import { isUnavailable } from '../db/database-failure.ts'
import type { ApplyCommand } from '../sync/apply-command.ts'
import type { FeedTail } from '../sync/feed-tail.ts'
import { type Timers, systemTimers } from '../sync/timers.ts'
import { keepLeading } from '../sync/keep-leading.ts'
import { createWakeSignal } from '../sync/wake-signal.ts'
import { announcedDue } from './announced-due.ts'
import { type DueTimer, soonestTimers } from './due-timers.ts'

interface Options {
  readonly database: Database
  readonly tail: Pick<FeedTail, 'subscribe'>
  readonly bus?: Pick<NodeBus, 'say' | 'hear'>
  readonly applyCommand: Pick<ApplyCommand, 'direct'>
  readonly clock: Clock
  readonly timers?: Timers
  readonly nextId: IdSource
  readonly onLead?: () => void
  readonly onFailure: (error: unknown) => void
}

export interface TimerWorker {
  /** Something that messages wait for came to this node: the one that leads looks. */
  look(): void

  stop(): Promise<void>
}

const batchMax = 100
const attemptsMax = 3
const pauseAfterFailureMs = 500
/** A machine that slept, or whose clock was set, is noticed after this long: a timer counts only time spent awake. */
const longestSleepMs = 30_000
/** Said by a node to the others: a file is here, or was refused. */
const filesWord = 'timers: files'

/** Works off what is due, on one elected node, and sleeps until the next instant. Laws T1–T7 in SPEC.md. */
export function startTimerWorker(options: Options): TimerWorker {
  const { database, tail, applyCommand, clock, timers = systemTimers, nextId, onLead, onFailure } = options
  const { bus = silentBus } = options
  const work = createWakeSignal(timers)
  const stopping = new AbortController()
  /** When to look next. It only ever moves forward by looking, and back by what the feed announces. */
  let nextAt = 0
  /** How often each could not be done; after a few times it is left alone until the next start. */
  const failures = new Map<string, number>()
  const unsubscribe = tail.subscribe(({ items }) => {
    const announcedAt = announcedDue(items)
    if (announcedAt >= nextAt) return
    nextAt = announcedAt
    work.raise()
  })
  const stopHearing = bus.hear((word) => {
    if (word === filesWord) lookNow()
  })
  const ended = keepLeading({ lead, work, stopping: stopping.signal, onFailure })
  return {
    look() {
      lookNow()
      bus.say(filesWord)
    },
    async stop() {
      unsubscribe()
      stopHearing()
      stopping.abort()
      work.raise()
      await ended
    },
  }

  function lookNow(): void {
    nextAt = 0
    work.raise()
  }

  async function lead(): Promise<void> {
    const leadership = await database.lead(advisoryLocks.timers, stopping.signal, { part: 'timers' })
    try {
      onLead?.()
      nextAt = 0
      while (!stopping.signal.aborted) {
        const waitMs = nextAt - clock.now()
        if (waitMs > 0) {
          await work.next(Math.min(waitMs, longestSleepMs))
          continue
        }
        // Before looking: what the feed announces from here on must not be overwritten.
        nextAt = Number.POSITIVE_INFINITY
        const soonest = await leadership.transaction((db) => soonestTimers(db, batchMax, givenUp(), clock.now()))
        const seenAt = await workOff(soonest)
        nextAt = Math.min(nextAt, seenAt)
      }
    } finally {
      await leadership.release()
    }
  }

  /** @returns when to look again. */
  async function workOff(soonest: readonly DueTimer[]): Promise<number> {
    // Another node may have had the file, and not been heard.
    let againAt = soonest.some(({ isAwaiting }) => isAwaiting) ? clock.now() + longestSleepMs : Number.POSITIVE_INFINITY
    for (const timer of soonest) {
      if (timer.dueAt > clock.now()) return Math.min(againAt, timer.dueAt)
      if (stopping.signal.aborted) return 0
      const came = await comeDue(timer)
      // The next one of its conversation, if any, was not among these.
      if (came === 'applied' && timer.kind === 'release') againAt = 0
      if (came === 'failed') againAt = Math.min(againAt, clock.now() + pauseAfterFailureMs)
    }
    return soonest.length === batchMax ? 0 : againAt
  }

  async function comeDue(timer: DueTimer): Promise<'applied' | 'unchanged' | 'failed'> {
    try {
      const decision = await applyCommand.direct(actorFor(timer), commandFor(timer))
      if (decision.outcome !== 'refused') return decision.outcome
      failed(timer, new Error(`a timer was refused: ${timer.kind}, ${decision.refusal.kind}`))
    } catch (error) {
      // A database that is away says nothing about the timer.
      if (isUnavailable(error)) throw error
      failed(timer, error)
    }
    return 'failed'
  }

  function failed({ id }: DueTimer, error: unknown): void {
    const times = (failures.get(id) ?? 0) + 1
    failures.set(id, times)
    if (times === attemptsMax) onFailure(error)
  }

  function givenUp(): string[] {
    return [...failures].flatMap(([id, times]) => (times < attemptsMax ? [] : [id]))
  }

  function commandFor({ kind, id, conversationId, files }: DueTimer): RunnableCommand {
    const common = { version: 1, basedOn: {} }
    if (kind === 'wake') {
      const args = { conversationId, entryId: nextId() } as CommandArgs<'conversation.wake'>
      return { type: 'conversation.wake', args, ...common }
    }
    if (kind === 'expire') {
      const args = { conversationId, entryId: nextId() } as CommandArgs<'conversation.expire-offer'>
      return { type: 'conversation.expire-offer', args, ...common }
    }
    const args = { messageId: id, conversationId, files } as CommandArgs<'message.release'>
    return { type: 'message.release', args, ...common }
  }
}

function actorFor({ organisationId, brandId }: DueTimer): Actor {
  return { kind: 'system', id: 'timers', organisationId, brandIds: [brandId], rights: [] }
}
