import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { ComposerMode } from '../../state/composing.ts'

/** Where the caret of whoever wrote `before` belongs in `after`: in the same words, if they are all still there. */
export function caretIn(before: string, caret: number, after: string): number {
  const moved = after.indexOf(before)
  return moved === -1 ? Math.min(caret, after.length) : moved + caret
}

/** Another window's words come into the field: the caret stays in one's own. */
export function useKeptCaret(field: RefObject<HTMLTextAreaElement | null>, mode: ComposerMode, text: string): void {
  const last = useRef({ mode, text, start: 0, end: 0 })

  useEffect(() => {
    const element = field.current
    const note = () => {
      if (!element) return
      last.current = { ...last.current, text: element.value, start: element.selectionStart, end: element.selectionEnd }
    }
    element?.addEventListener('select', note)
    element?.addEventListener('input', note)
    document.addEventListener('selectionchange', note)
    return () => {
      element?.removeEventListener('select', note)
      element?.removeEventListener('input', note)
      document.removeEventListener('selectionchange', note)
    }
  }, [field])

  useLayoutEffect(() => {
    const { text: before, start, end, mode: modeBefore } = last.current
    last.current = { ...last.current, mode, text }
    const element = field.current
    if (!element || modeBefore !== mode || before === text || document.activeElement !== element) return
    element.setSelectionRange(caretIn(before, start, text), caretIn(before, end, text))
  }, [field, mode, text])
}
