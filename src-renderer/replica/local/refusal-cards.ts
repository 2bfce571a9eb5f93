import type { Envelope } from '#shared/sync/envelope.ts'
import type { CursorEntry } from '#shared/sync/feed.ts'
import type { RefusalCard } from '#shared/rpc/queries-contract.ts'
import type { LocalRecord } from '#shared/domain/workplace/local-record.ts'
import { conversationOf, customerOf, filesOf, wordsOf } from './command-words.ts'

export const refusalId = (commandId: string) => `refusal:${commandId}`

/** What the person is told of a command that the server refused. Without the command, at least that and why. */
export function toRefusalRecord(
  entry: Pick<CursorEntry, 'commandId' | 'refusal'>,
  command: Envelope | undefined,
  now: number,
): LocalRecord {
  const card = {
    commandId: entry.commandId,
    type: command?.type ?? '',
    conversationId: command ? conversationOf(command) : null,
    customerId: command ? customerOf(command) : null,
    text: command ? wordsOf(command) : null,
    files: command ? filesOf(command) : [],
    refusal: entry.refusal,
    refusedAt: now,
  }
  return { id: refusalId(entry.commandId), kind: 'refusal', value: JSON.stringify(card), updatedAt: now }
}

type Kept = Omit<RefusalCard, 'togetherId' | 'files'> & Partial<Pick<RefusalCard, 'files'>>

/** Those from before replies had files have none. */
export function toRefusalCard(record: LocalRecord): Omit<RefusalCard, 'togetherId'> {
  return { files: [], ...(JSON.parse(record.value) as Kept) }
}
