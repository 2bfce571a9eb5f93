import { type MouseEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsServerHere } from '../../../state/workstation-state.ts'
import { announce } from '../../../ui/announcer.ts'

/** Why a file cannot be had now. */
type Problem = 'unreachable' | 'gone'

/**
 * What a press on a file's link does. While the server cannot be reached it first looks whether the file is on this computer: the
 * browser would only say that a download failed.
 */
export function useSaveFile(address: string) {
  const { t } = useTranslation()
  const isServerHere = useIsServerHere()
  const [missed, setMissed] = useState<Problem | null>(null)
  const isSure = useRef(false)
  const look = async (link: HTMLAnchorElement) => {
    const why = await whyNot(address)
    setMissed(why)
    if (why !== null) return announce(t(`thread.files.${why}`), 'assertive')
    isSure.current = true
    link.click()
  }
  return {
    problem: isServerHere && missed === 'unreachable' ? null : missed,
    onClick(event: MouseEvent<HTMLAnchorElement>) {
      const isAllowed = isServerHere || isSure.current
      isSure.current = false
      if (isAllowed) return
      event.preventDefault()
      look(event.currentTarget).catch(reportError)
    },
  }
}

async function whyNot(address: string): Promise<Problem | null> {
  const reading = new AbortController()
  try {
    const answer = await fetch(address, { headers: { range: 'bytes=0-0' }, signal: reading.signal })
    if (answer.ok) return null
    return answer.status === 404 ? 'gone' : 'unreachable'
  } catch (error) {
    if (error instanceof TypeError) return 'unreachable'
    throw error
  } finally {
    reading.abort()
  }
}
