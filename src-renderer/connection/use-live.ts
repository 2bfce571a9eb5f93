import { useEffect, useState } from 'react'
import { type OpenStream, follow } from './follow.ts'

/**
 * The newest value of a live query, or undefined until the first one is here. `open` must be stable (useCallback).
 * While a query about the same `subject` is widened, the values of the narrower one stay on screen.
 */
export function useLive<T>(open: OpenStream<T> | undefined, subject: string): T | undefined {
  const [latest, setLatest] = useState<{ subject: string; value: T }>()
  useEffect(() => {
    if (!open) return undefined
    const abort = new AbortController()
    follow(open, (value) => setLatest({ subject, value }), { signal: abort.signal }).catch(reportError)
    return () => abort.abort()
  }, [open, subject])
  return latest?.subject === subject ? latest.value : undefined
}
