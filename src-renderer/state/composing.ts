import { create } from 'zustand'

export type ComposerMode = 'reply' | 'note'

interface Composing {
  mode: ComposerMode
  /** Grows whenever the composer should take the focus. */
  focusTurn: number
  /** Text handed back to a conversation's composer: from a refusal, or from a message that failed. */
  handedBack: { conversationId: string; mode: ComposerMode; text: string } | null
}

export const useComposing = create<Composing>(() => ({ mode: 'reply', focusTurn: 0, handedBack: null }))

export function startComposing(mode: ComposerMode): void {
  useComposing.setState(({ focusTurn }) => ({ mode, focusTurn: focusTurn + 1 }))
}

export function handBack(conversationId: string, mode: ComposerMode, text: string): void {
  useComposing.setState(({ focusTurn }) => ({
    mode,
    focusTurn: focusTurn + 1,
    handedBack: { conversationId, mode, text },
  }))
}
