import { useEffect } from 'react'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { markConversationRead } from '../../actions/conversation-actions.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useWindowFocus } from '../../state/use-window-focus.ts'

/**
 * The agent has the newest message on screen. A colleague's conversation stays unread for the colleague, and a window
 * that nobody looks at reads nothing.
 */
export function useMarkRead(row: InboxRow | null): void {
  const desk = useWorkstation()
  const isFocused = useWindowFocus()
  const conversation = row?.conversation
  const isOurs = conversation !== undefined && (conversation.assigneeId ?? desk.agent.id) === desk.agent.id
  const id = isOurs && conversation.unreadCount > 0 && isFocused ? conversation.id : undefined
  useEffect(() => {
    // Not saved: it stays unread, which is the safe side; the next look tries again.
    if (id !== undefined) void markConversationRead(desk, id)
  }, [desk, id, conversation?.lastNumber])
}
