import { useEffect, useState } from 'react'
import { type OpenStream, follow } from './follow.ts'
import { keepSame } from './keep-same.ts'

/**
 * The newest value of a live query, or undefined until the first one is here. `open` must be stable (useCallback).
 * While a query about the same `subject` is widened, the values of the narrower one stay on screen. What has not changed in a
 * value is the same object as before.
 */
export function useLive<T>(open: OpenStream<T> | undefined, subject: string): T | undefined {
  const [latest, setLatest] = useState<{ subject: string; value: T }>()
  useEffect(() => {
    if (!open) return undefined
    const abort = new AbortController()
    const take = (value: T) =>
      setLatest((before) => keepSame(before?.subject === subject ? before : undefined, { subject, value }))
    follow(open, take, { signal: abort.signal }).catch(reportError)
    return () => abort.abort()
  }, [open, subject])
  return latest?.subject === subject ? latest.value : undefined
}
