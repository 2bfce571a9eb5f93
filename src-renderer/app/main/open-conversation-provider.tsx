import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import type { OpenStream } from '../../connection/follow.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useNavigation } from '../../state/navigation.ts'
import { type OpenConversation, OpenConversationContext } from '../../state/open-conversation.ts'
import { useIsFilling } from '../../state/workstation-state.ts'

/** Follows the conversation that stands open, once for thread, composer and customer. */
export function OpenConversationProvider({ children }: { children: ReactNode }) {
  const { queries } = useWorkstation()
  const id = useNavigation((state) => state.conversationId)
  const isFilling = useIsFilling()
  const open = useCallback<OpenStream<InboxRow | null>>(
    (options) => queries.conversation.watch({ conversationId: id ?? '' }, options),
    [queries, id],
  )
  const found = useLive(id === null ? undefined : open, id ?? '')
  // What the list shows is here already: a key pressed right after Enter must not meet an empty pane.
  const listed = useNavigation((state) =>
    state.listed.find(({ conversation }) => conversation.id === state.conversationId),
  )
  // It may leave the list before it has answered itself: whoever began to write in it keeps their field.
  const [first, setFirst] = useState<InboxRow>()
  if (listed && listed !== first) setFirst(listed)
  const shownFirst = listed ?? (first?.conversation.id === id ? first : undefined)
  const row = found === undefined ? shownFirst : found
  const value = useMemo((): OpenConversation => {
    if (id === null) return { state: 'none' }
    if (row) return { state: 'here', id, row }
    return { state: row === null && !isFilling ? 'missing' : 'loading', id }
  }, [id, row, isFilling])
  return <OpenConversationContext value={value}>{children}</OpenConversationContext>
}
