import { useCallback, useEffect, useRef, useState } from 'react'
import type { ComposerMode } from '../../state/composing.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { type Drafts, decodeDrafts, encodeDrafts, joinDrafts, noDrafts } from './draft-text.ts'

const quietMs = 300

export type Keeping = 'nothing' | 'kept' | 'not-kept'

/** What is typed, kept by the replica as it is typed: a crash costs at most the last third of a second. */
export function useDrafts(conversationId: string) {
  const { queries } = useWorkstation()
  const [drafts, setDrafts] = useState<Drafts>(noDrafts)
  const [keeping, setKeeping] = useState<Keeping>('nothing')
  const latest = useRef(drafts)
  const reading = useRef<Promise<void>>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const keep = useCallback(async () => {
    clearTimeout(timer.current)
    timer.current = undefined
    try {
      // Never over a draft that is still on its way here.
      await reading.current
      await queries.draft.write({ conversationId, text: encodeDrafts(latest.current) })
      setKeeping(latest.current.reply + latest.current.note === '' ? 'nothing' : 'kept')
    } catch {
      setKeeping('not-kept')
    }
  }, [queries, conversationId])

  /** Keeps at once what the timer would keep in a moment. */
  const keepNow = useCallback(() => {
    if (timer.current !== undefined) void keep()
  }, [keep])

  const change = useCallback(
    (mode: ComposerMode, text: string, when: 'soon' | 'now' = 'soon') => {
      latest.current = { ...latest.current, [mode]: text }
      setDrafts(latest.current)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void keep(), when === 'now' ? 0 : quietMs)
    },
    [keep],
  )

  useEffect(() => {
    reading.current ??= queries.draft.read({ conversationId }).then(
      ({ text }) => {
        if (text === '') return
        // Whoever types at once goes on below what they had written.
        latest.current = joinDrafts(decodeDrafts(text), latest.current)
        setDrafts(latest.current)
        setKeeping('kept')
      },
      // The next thing typed will say that it cannot be kept.
      () => undefined,
    )
    window.addEventListener('pagehide', keepNow)
    return () => {
      window.removeEventListener('pagehide', keepNow)
      keepNow()
    }
  }, [queries, conversationId, keepNow])

  return { drafts, latest, change, keepNow, keeping }
}
