import type { Actor, RowWrite } from '#shared/domain/command.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { ServerTransaction } from '../sync/store/server-store.ts'
import type { Facts } from './condition.ts'
import { askerOf, may } from './may.ts'

/** What an actor may do with the rows of one command. */
export interface Rights {
  maySee(row: RowWrite): boolean
  /** @param all that is written together: a conversation may come into being with its first message */
  mayWrite(before: RowWrite | undefined, after: RowWrite, all: readonly RowWrite[]): boolean
}

/** Only a customer's rights over what is said follow from whose conversation it is; everybody else's stand in the row itself. */
export async function rightsOver(
  transaction: Pick<ServerTransaction, 'readRows'>,
  actor: Actor,
  found: readonly RowWrite[],
): Promise<Rights> {
  const asker = askerOf(actor)
  const conversations = actor.kind === 'customer' ? await conversationsOf(transaction, found) : new Map()

  const factsOf = ({ collection, row }: RowWrite, more: readonly RowWrite[] = []): Facts => {
    if (collection !== 'timeline') return row
    const conversation = conversations.get(row.conversationId) ?? inThese(more).get(row.conversationId)
    return conversation ? { ...row, conversation } : row
  }

  return {
    maySee: (row) => may(asker, 'see', row.collection, factsOf(row)),
    mayWrite: (before, after, all) =>
      before
        ? [before, after].every((row) => may(asker, 'change', row.collection, factsOf(row, all)))
        : may(asker, 'add', after.collection, factsOf(after, all)),
  }
}

async function conversationsOf(transaction: Pick<ServerTransaction, 'readRows'>, found: readonly RowWrite[]) {
  const known = inThese(found)
  const missing = found.flatMap(({ collection, row }) =>
    collection === 'timeline' && !known.has(row.conversationId) ? [row.conversationId] : [],
  )
  if (missing.length === 0) return known
  return inThese([...found, ...(await transaction.readRows(missing.map((id) => ({ collection: 'conversation', id }))))])
}

const inThese = (rows: readonly RowWrite[]) =>
  new Map<string, Conversation>(
    rows.flatMap(({ collection, row }) => (collection === 'conversation' ? [[row.id, row] as const] : [])),
  )
