import { create } from 'zustand'
import type { AroundConversation } from '#shared/sync/around-protocol.ts'

const nobody: AroundConversation = { id: '', agents: [], isCustomerTyping: false }

/** Colleagues and customers, in the conversations in which there are any at this moment. */
export const useAround = create<{ conversations: ReadonlyMap<string, AroundConversation> }>(() => ({
  conversations: new Map(),
}))

export const useAroundIn = (conversationId: string): AroundConversation =>
  useAround(({ conversations }) => conversations.get(conversationId) ?? nobody)

/** What has not changed stays the same object: a row is drawn again only when it looks different. */
export function takeAround(told: readonly AroundConversation[]): void {
  const before = useAround.getState().conversations
  const same = (now: AroundConversation) => {
    const known = before.get(now.id)
    return known && JSON.stringify(known) === JSON.stringify(now) ? known : now
  }
  useAround.setState({ conversations: new Map(told.map((now) => [now.id, same(now)])) })
}
