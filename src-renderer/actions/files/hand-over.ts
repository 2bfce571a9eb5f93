import { deskFilePath, pieceBytes } from '#shared/rpc/desk-files.ts'
import type { NotKeptWhy } from '../../state/files/file-step.ts'

/** `gone`: somebody took it out of its draft meanwhile, or this window was told to stop. */
export type HandedOver = { readonly end: 'whole' | 'gone' } | { readonly end: 'not-kept'; readonly why: NotKeptWhy }

export interface HandOverPorts {
  fetch(address: string, init: RequestInit): Promise<Response>
  /** Until the next try. */
  wait(delayMs: number, signal: AbortSignal): Promise<void>
  /** Bytes that are safe on this computer. */
  progress(kept: number): void
  readonly signal: AbortSignal
}

const firstDelayMs = 200
const longestDelayMs = 5_000

/**
 * Gives a file to main piece by piece, each when the one before is flushed. The browser reads each from the disk as it goes: the
 * file is never in this window's memory. A line that breaks, and a main that begins anew, are waited for.
 */
export async function handOver(fileId: string, blob: Blob, ports: HandOverPorts): Promise<HandedOver> {
  const { signal } = ports
  let kept = 0
  let delayMs = firstDelayMs
  while (kept < blob.size) {
    const piece = blob.slice(kept, kept + pieceBytes)
    const answer = await put(piece, kept)
    if (signal.aborted) return { end: 'gone' }
    if (typeof answer === 'object') return answer
    if (answer === kept || answer === 'later') {
      await ports.wait(delayMs, signal)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
      continue
    }
    delayMs = firstDelayMs
    kept = answer
    ports.progress(kept)
  }
  return { end: 'whole' }

  async function put(piece: Blob, offset: number): Promise<number | 'later' | HandedOver> {
    try {
      const answer = await ports.fetch(`${deskFilePath(fileId)}?offset=${offset}`, {
        method: 'PUT',
        body: piece,
        signal,
      })
      if (answer.status === 200 || answer.status === 409) return keptOf(await answer.json())
      if (answer.status === 404) return { end: 'gone' }
      if (answer.status === 507) return { end: 'not-kept', why: isNoRoom(await answer.json()) ? 'no-room' : 'problem' }
      if (answer.status === 400 || answer.status === 413) return { end: 'not-kept', why: 'problem' }
      // The desk is locked, or main is not itself: that passes.
      return 'later'
    } catch {
      // To the browser a file that has changed on the disk and a line that broke are the same.
      return signal.aborted || (await isReadable(piece)) ? 'later' : { end: 'not-kept', why: 'unreadable' }
    }
  }
}

const isNoRoom = (said: unknown): boolean =>
  typeof said === 'object' && said !== null && 'kind' in said && said.kind === 'file/no-room'

function keptOf(said: unknown): number | 'later' {
  const kept = typeof said === 'object' && said !== null && 'kept' in said ? said.kept : undefined
  return typeof kept === 'number' ? kept : 'later'
}

const isReadable = (piece: Blob): Promise<boolean> =>
  piece
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
