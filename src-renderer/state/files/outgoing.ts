import { create } from 'zustand'
import type { OutgoingFile, OutgoingFiles } from '#shared/rpc/files-contract.ts'
import { keepSame } from '../../connection/keep-same.ts'
import type { FileStep } from './file-step.ts'

interface Outgoing {
  /** This agent's files on their way to customers, by id, as main last told. Null: not heard yet. */
  readonly files: ReadonlyMap<string, OutgoingFile> | null
  /** Those that main named and does not any more: the server has them, and their message. */
  readonly arrived: ReadonlySet<string>
}

export const useOutgoing = create<Outgoing>(() => ({ files: null, arrived: new Set() }))

export function takeOutgoing({ files }: OutgoingFiles): void {
  useOutgoing.setState(({ files: before, arrived }) => {
    const now = new Map(files.map((file) => [file.fileId as string, keepSame(before?.get(file.fileId), file)]))
    const over = [...(before?.keys() ?? [])].filter((fileId) => !now.has(fileId))
    return { files: now, arrived: over.length === 0 ? arrived : new Set([...arrived, ...over]) }
  })
}

/** What main tells of a file, as a person reads it. */
export function stepOf(file: OutgoingFile, isServerHere: boolean): FileStep {
  const { state, bytes, kept, sent } = file
  if (state === 'refused') return { at: 'refused', kind: file.refusal ?? '' }
  if (state === 'keeping') return { at: 'keeping', share: kept / bytes }
  if (kept < bytes) return { at: 'not-kept', why: 'half' }
  if (state === 'here') return { at: 'there' }
  if (!isServerHere) return { at: 'waiting' }
  return state === 'sending' ? { at: 'sending', share: sent / bytes } : { at: 'kept' }
}
