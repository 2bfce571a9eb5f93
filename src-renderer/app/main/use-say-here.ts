import { useEffect, useState } from 'react'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useNavigation } from '../../state/navigation.ts'
import { useTyping } from '../../state/typing.ts'
import { useWindowFocus } from '../../state/use-window-focus.ts'

/** Main forgets a window that has not said anything for longer. */
const againMs = 10_000

/** Tells which conversation somebody looks at in this window, and whether they write. Out of sight, it is none. */
export function useSayHere(): void {
  const { main, newId } = useWorkstation()
  const [windowId] = useState(() => newId())
  const isFocused = useWindowFocus()
  const id = useNavigation(({ conversationId }) => conversationId)
  const mode = useTyping(({ in: place }) => (place?.conversationId === id ? place.mode : null))
  const shown = isFocused ? id : null
  useEffect(() => {
    if (shown === null) return undefined
    const conversations = [
      { id: shown, mode: mode === null ? 'viewing' : mode === 'note' ? 'noting' : 'replying' } as const,
    ]
    // A line that is just being made again says it the next time.
    const say = () => void main.around.here({ windowId, conversations }).catch(() => undefined)
    say()
    const again = setInterval(say, againMs)
    return () => clearInterval(again)
  }, [main, windowId, shown, mode])
  useEffect(() => {
    if (shown === null) return undefined
    return () => void main.around.here({ windowId, conversations: [] }).catch(() => undefined)
  }, [main, windowId, shown])
}
