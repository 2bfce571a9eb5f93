import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'

const nearPx = 48

/** Keeps the newest message in view for whoever is at the end, and the present one in place for whoever reads further up. */
export function useStickToEnd(entries: readonly TimelineEntry[] | undefined) {
  const box = useRef<HTMLDivElement>(null)
  const stick = useRef(true)
  const heightBefore = useRef(0)
  const roomBefore = useRef(0)
  const firstId = useRef<string | undefined>(undefined)
  const [isAtEnd, setIsAtEnd] = useState(true)

  const goToEnd = useCallback(() => {
    stick.current = true
    setIsAtEnd(true)
    box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [])

  const onScroll = useCallback(() => {
    const element = box.current
    if (!element) return
    // A smaller window scrolls by itself; that is no person who wants to read further up.
    const isPerson = element.scrollHeight === heightBefore.current && element.clientHeight === roomBefore.current
    heightBefore.current = element.scrollHeight
    roomBefore.current = element.clientHeight
    if (!isPerson && stick.current) return
    stick.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx
    setIsAtEnd(stick.current)
  }, [])

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const isPrepended = firstId.current !== undefined && firstId.current !== entries?.[0]?.id
    firstId.current = entries?.[0]?.id
    if (stick.current) element.scrollTop = element.scrollHeight
    else if (isPrepended) element.scrollTop += element.scrollHeight - heightBefore.current
    heightBefore.current = element.scrollHeight
    roomBefore.current = element.clientHeight
  }, [entries])

  // The composer grows, a font arrives, the window is resized: the end stays the end.
  useEffect(() => {
    const element = box.current
    const content = element?.firstElementChild
    if (!element || !content) return undefined
    const observer = new ResizeObserver(() => {
      if (stick.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    observer.observe(content)
    return () => observer.disconnect()
  }, [])

  return { box, isAtEnd, goToEnd, onScroll }
}
