import { create } from 'zustand'
import { typingLastsMs } from '#shared/sync/around-times.ts'
import type { ComposerMode } from './composing.ts'

/** Where somebody types in this window at this moment; null after a pause. */
export const useTyping = create<{ in: { conversationId: string; mode: ComposerMode } | null }>(() => ({ in: null }))

let pause: ReturnType<typeof setTimeout> | undefined

export function noteTyping(conversationId: string, mode: ComposerMode): void {
  clearTimeout(pause)
  pause = setTimeout(stopTyping, typingLastsMs)
  const now = useTyping.getState().in
  if (now?.conversationId !== conversationId || now.mode !== mode) useTyping.setState({ in: { conversationId, mode } })
}

export function stopTyping(): void {
  clearTimeout(pause)
  if (useTyping.getState().in) useTyping.setState({ in: null })
}
