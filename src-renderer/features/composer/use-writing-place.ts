import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type ComposerMode, useComposing } from '../../state/composing.ts'
import { type Writing, keepWriting, takeWriting } from '../../state/writing.ts'

/** Whoever was writing when this page went goes on writing: field, mode and caret are as they were. */
export function useWritingPlace(
  field: RefObject<HTMLTextAreaElement | null>,
  conversationId: string,
  mode: ComposerMode,
  text: string,
): void {
  /** The text comes a moment after the field. */
  const caret = useRef<Writing | null>(null)

  useEffect(() => {
    const writing = takeWriting(conversationId)
    if (!writing) return
    caret.current = writing
    useComposing.setState({ mode: writing.mode })
    field.current?.focus()
  }, [field, conversationId])

  useLayoutEffect(() => {
    const writing = caret.current
    const element = field.current
    if (!writing || !element || mode !== writing.mode || text === '') return
    caret.current = null
    if (document.activeElement === element) element.setSelectionRange(writing.start, writing.end)
  }, [field, mode, text])

  useEffect(() => {
    const element = field.current
    const note = () => {
      if (!element || document.activeElement !== element || caret.current) return
      keepWriting({ conversationId, mode, start: element.selectionStart, end: element.selectionEnd })
    }
    // A window that loses the focus keeps its field: only another place in the same window ends the writing.
    const leave = () => document.activeElement === element || keepWriting(null)
    note()
    element?.addEventListener('focus', note)
    element?.addEventListener('input', note)
    element?.addEventListener('blur', leave)
    document.addEventListener('selectionchange', note)
    return () => {
      element?.removeEventListener('focus', note)
      element?.removeEventListener('input', note)
      element?.removeEventListener('blur', leave)
      document.removeEventListener('selectionchange', note)
    }
  }, [field, conversationId, mode])
}
