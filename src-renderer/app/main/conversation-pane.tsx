import type { ReactNode } from 'react'
import { Composer } from '../../features/composer/composer.tsx'
import { ThreadPane } from '../../features/thread/thread-pane.tsx'
import { useOpenConversation } from '../../state/open-conversation.ts'
import { useSayHere } from './use-say-here.ts'

/** The thread with its composer: two features that do not know each other. */
export function ConversationPane({ start, end }: { start?: ReactNode; end?: ReactNode }) {
  const open = useOpenConversation()
  useSayHere()
  return (
    <ThreadPane
      start={start}
      end={end}
      composer={open.state === 'here' ? <Composer key={open.id} row={open.row} /> : null}
    />
  )
}
