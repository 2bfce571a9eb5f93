import { create } from 'zustand'
import type { OutgoingFile, OutgoingFiles } from '#shared/rpc/files-contract.ts'
import { keepSame } from '../../connection/keep-same.ts'
import type { FileStep } from './file-step.ts'

/** This agent's files on their way to customers, by id, as main last told. Null: not heard yet. */
export const useOutgoing = create<{ files: ReadonlyMap<string, OutgoingFile> | null }>(() => ({ files: null }))

export function takeOutgoing({ files }: OutgoingFiles): void {
  useOutgoing.setState(({ files: before }) => ({
    files: new Map(files.map((file) => [file.fileId, keepSame(before?.get(file.fileId), file)])),
  }))
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
