import { create } from 'zustand'
import type { FileStep } from './file-step.ts'

/**
 * Why a file is not put to a reply at all. `folder`: its files can be chosen, it cannot. `gone`: not on this computer any more.
 * `note`: it was put to a note.
 */
export type NotTakenWhy = 'too-large' | 'empty' | 'too-many' | 'folder' | 'no-room' | 'gone' | 'note' | 'problem'

export interface NotTaken {
  readonly name: string
  readonly why: NotTakenWhy
}

/** A file that was chosen in this window. */
export interface HandingFile {
  /** Its own from the first moment on. */
  readonly key: string
  readonly conversationId: string
  /** Null: main has not answered yet. */
  readonly fileId: string | null
  readonly name: string
  readonly bytes: number
  /** Where its picture is drawn from, if it is one: an address of the browser's, to be revoked. */
  readonly preview: string | null
  /** Null: main has all of it, and tells the rest. */
  readonly step: Extract<FileStep, { at: 'keeping' | 'not-kept' }> | null
}

interface Handing {
  readonly files: readonly HandingFile[]
  /** Sent or removed here, whatever main still tells for a moment. */
  readonly left: ReadonlySet<string>
  /** By conversation: what was chosen last and cannot go. */
  readonly notTaken: ReadonlyMap<string, readonly NotTaken[]>
}

/** What this window hands over. It goes on while the agent looks at another conversation. */
export const useHanding = create<Handing>(() => ({ files: [], left: new Set(), notTaken: new Map() }))

export function changeHanding(key: string, change: Partial<HandingFile>): void {
  useHanding.setState(({ files }) => ({
    files: files.map((file) => (file.key === key ? { ...file, ...change } : file)),
  }))
}

/** Their pictures are drawn nowhere any more. */
export function endHanding(ends: (file: HandingFile) => boolean): void {
  const { files } = useHanding.getState()
  for (const { preview } of files.filter(ends)) if (preview !== null) URL.revokeObjectURL(preview)
  if (files.some(ends)) useHanding.setState({ files: files.filter((file) => !ends(file)) })
}

export function markLeft(fileIds: readonly string[]): void {
  useHanding.setState(({ left }) => ({ left: new Set([...left, ...fileIds]) }))
}

/** It stayed after all; or main does not name it any more. */
export function unmarkLeft(fileIds: readonly string[]): void {
  if (fileIds.length === 0) return
  useHanding.setState(({ left }) => ({ left: new Set([...left].filter((fileId) => !fileIds.includes(fileId))) }))
}

export function sayNotTaken(conversationId: string, notTaken: readonly NotTaken[]): void {
  useHanding.setState(({ notTaken: before }) => {
    const { [conversationId]: _, ...others } = Object.fromEntries(before)
    return {
      notTaken: new Map(Object.entries(notTaken.length === 0 ? others : { ...others, [conversationId]: notTaken })),
    }
  })
}
