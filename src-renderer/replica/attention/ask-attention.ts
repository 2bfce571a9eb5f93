import { notWaiting } from '#shared/domain/conversation/not-waiting.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { type Attention, askingMax } from '#shared/rpc/attention-contract.ts'
import type { Desk } from '../desk.ts'

/** Only the newest are looked at: nobody is helped by a count of thousands, and each row has to be opened. */
const lookedAtMax = 200

export async function askAttention({ reader, agentId }: Desk): Promise<Attention> {
  const open = (assigneeId: string) =>
    reader.find('conversation', {
      where: { assigneeId, status: 'open' },
      orderBy: ['lastMessageAtDesc'],
      limit: lookedAtMax,
    })
  // Clear fields hold '' where the row has null.
  const [ofMine, ofNobody, mine] = await Promise.all([
    open(agentId),
    open(''),
    reader.count('conversation', { assigneeId: agentId, status: 'open' }),
  ])
  const unread = ofMine.filter(({ unreadCount }) => unreadCount > 0)
  const waiting = ofNobody.filter(({ waitingSinceAt }) => waitingSinceAt < notWaiting)
  const asking = [...unread, ...waiting]
    .filter(({ lastMessageBy }) => lastMessageBy === 'customer')
    .toSorted((a, b) => b.lastMessageAt - a.lastMessageAt)
    .slice(0, askingMax)
  const customers = await reader.get('customer', [...new Set(asking.map(({ customerId }) => customerId))])
  return {
    counts: { mine, unread: unread.length, waiting: waiting.length },
    asking: asking.map((conversation) => ({
      ...shown(conversation),
      isMine: conversation.assigneeId === agentId,
      customerName: customers.get(conversation.customerId)?.name ?? '',
    })),
  }
}

const shown = ({ id, lastNumber, lastMessageAt, snippet }: Conversation) => ({
  conversationId: id,
  lastNumber,
  lastMessageAt,
  snippet,
})
