import type { Actor } from '#shared/domain/command.ts'
import type { CommandArgs } from '#shared/domain/commands.ts'
import type { MailOutcome } from '#shared/domain/mail/record-mail.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { Database } from '../../db/database.ts'
import type { ApplyCommand } from '../../sync/apply-command.ts'
import { transactionWithRetry } from '../../sync/conflict-retry.ts'
import { type Timers, systemTimers } from '../../sync/timers.ts'
import { createWakeSignal } from '../../sync/wake-signal.ts'
import { findChatBrand } from '../chat/chat-brand.ts'
import { chatMessages } from '../chat/chat-messages.ts'
import { composeMail } from './compose-mail.ts'
import {
  type Mail,
  endMail,
  gatherMails,
  giveUpTheDead,
  markTold,
  postponeMail,
  stillWaiting,
  takeMail,
  untoldMails,
} from './mail-rows.ts'
import type { SendMail } from './send-mail.ts'

interface Options {
  /** As the part `mail`. */
  readonly database: Database
  readonly applyCommand: Pick<ApplyCommand, 'direct'>
  readonly clock: Clock
  readonly timers?: Timers | undefined
  readonly nextId: IdSource
  readonly send: SendMail
  /** Without the address: a log is not where customers are named. */
  readonly onRefused: (mailId: string, problem: string) => void
  readonly onFailure: (error: unknown) => void
}

export interface AnswerByMail {
  /** Waits for an e-mail that is on its way, but not for a mail server that does not answer. */
  stop(): Promise<void>
}

const lookEveryMs = 15_000
const firstPauseMs = 60_000
const longestPauseMs = 2 * 3_600_000
/** After that the answer waits in the chat alone. */
const triedForMs = 24 * 3_600_000
const farewellMs = 10_000

const outcomes = { sent: 'mailed', failed: 'mail-failed', unknown: 'mail-unknown' } as const satisfies Record<
  string,
  MailOutcome
>

/**
 * Answers that no chat receives go to the address that the customer has left: on every node, each e-mail by one of them. All
 * that has to be remembered stands in rows; laws in SPEC.md.
 */
export function startAnsweringByMail(options: Options): AnswerByMail {
  const { database, clock, timers = systemTimers, nextId, send, onFailure } = options
  const work = createWakeSignal(timers)
  let isStopping = false
  const ended = run()
  return {
    async stop() {
      isStopping = true
      work.raise()
      const { promise: tooLong, resolve } = Promise.withResolvers<void>()
      const callOff = timers.after(farewellMs, resolve)
      await Promise.race([ended, tooLong])
      callOff()
    },
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        // A node that gathers the same answers at the same moment is told so by their keys, and finds none the next time.
        await transactionWithRetry(database, async (db) => {
          await giveUpTheDead(db, clock.now())
          await gatherMails(db, clock.now(), nextId)
        })
        while (!isStopping && (await sendNext()));
        await tellAll()
      } catch (error) {
        if (!isStopping) onFailure(error)
      }
      if (!isStopping) await work.next(lookEveryMs)
    }
  }

  /** @returns whether there was one */
  async function sendNext(): Promise<boolean> {
    const mail = await database.transaction((db) => takeMail(db, clock.now()))
    if (!mail) return false
    const waiting = await stillWaiting(database, mail.id)
    const brand = await findChatBrand(database, mail.brandId)
    const messages = (await chatMessages(database, waiting)).map(({ message }) => message)
    if (!brand || messages.length === 0) {
      await database.transaction((db) => endMail(db, mail.id, 'unneeded'))
      return true
    }
    const content = composeMail({ brandName: brand.name, language: mail.language, messages })
    const { id, address: to, conversationId } = mail
    const result = await send({ id, to, brandName: brand.name, conversationId, ...content })
    if (result.kind !== 'sent') options.onRefused(id, result.problem)
    await database.transaction(async (db) => {
      if (result.kind === 'later' && clock.now() - mail.createdAt < triedForMs)
        return postponeMail(db, id, clock.now() + pauseAfter(mail))
      const end = result.kind === 'sent' ? 'sent' : result.kind === 'unknown' ? 'unknown' : 'failed'
      return endMail(db, id, end)
    })
    return true
  }

  async function tellAll(): Promise<void> {
    for (const { id, organisationId, brandId, conversationId, entryId, address, state } of await untoldMails(
      database,
    )) {
      const actor: Actor = { kind: 'system', id: 'mail', organisationId, brandIds: [brandId], rights: [] }
      const args = {
        conversationId,
        entryId,
        outcome: outcomes[state],
        address,
      } as CommandArgs<'conversation.record-mail'>
      const decision = await options.applyCommand.direct(actor, {
        type: 'conversation.record-mail',
        version: 1,
        args,
        basedOn: {},
      })
      if (decision.outcome === 'refused') onFailure(new Error(`an e-mail was not told of: ${decision.refusal.kind}`))
      await database.transaction((db) => markTold(db, id))
    }
  }
}

const pauseAfter = ({ attempts }: Mail) => Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs)
