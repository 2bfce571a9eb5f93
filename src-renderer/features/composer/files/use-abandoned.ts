import { useEffect, useState } from 'react'
import type { OutgoingFile } from '#shared/rpc/files-contract.ts'
import { untilNobodyHandsOver } from '../../../actions/files/hand-over-lock.ts'
import { pause } from '../../../connection/pause.ts'

/** A window that has just begun a file takes this long, at most, to say that it hands it over. */
const sayingMs = 1_000

/** The files of which main has a part while no window hands over the rest: whoever chose them has gone. */
export function useAbandoned(
  outgoing: ReadonlyMap<string, OutgoingFile> | null,
  isOurs: (fileId: string) => boolean,
): ReadonlySet<string> {
  const [abandoned, setAbandoned] = useState<ReadonlySet<string>>(new Set())
  const parts = [...(outgoing?.values() ?? [])].filter(({ state, fileId }) => state === 'keeping' && !isOurs(fileId))
  // Looked at anew after every piece.
  const mark = parts.map(({ fileId, kept }) => `${fileId} ${kept}`).join('\n')
  useEffect(() => {
    const abort = new AbortController()
    const look = async (fileId: string) => {
      await pause(sayingMs, abort.signal)
      await untilNobodyHandsOver(fileId, abort.signal)
      setAbandoned((before) => new Set([...before, fileId]))
    }
    for (const line of mark === '' ? [] : mark.split('\n')) {
      look(line.split(' ')[0] ?? '').catch((error: unknown) => abort.signal.aborted || reportError(error))
    }
    return () => {
      abort.abort()
      setAbandoned(new Set())
    }
  }, [mark])
  return abandoned
}
