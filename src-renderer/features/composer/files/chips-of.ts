import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import { deskFilePath } from '#shared/rpc/desk-files.ts'
import type { OutgoingFile } from '#shared/rpc/files-contract.ts'
import { isPictureByName } from '../../../parts/files/is-picture-by-name.ts'
import type { FileStep } from '../../../state/files/file-step.ts'
import type { HandingFile } from '../../../state/files/handing.ts'
import { stepOf } from '../../../state/files/outgoing.ts'

/** A file that is put to the reply that is being written. */
export interface ChipFile {
  readonly key: string
  /** Null: main has not answered yet. */
  readonly fileId: string | null
  readonly name: string
  readonly bytes: number
  readonly step: FileStep
  /** Where the picture can be had, if it is one. */
  readonly preview: string | null
}

interface Known {
  readonly conversationId: string
  /** As main keeps them in the draft. */
  readonly kept: readonly DraftFile[]
  readonly outgoing: ReadonlyMap<string, OutgoingFile> | null
  readonly handing: readonly HandingFile[]
  readonly left: ReadonlySet<string>
  /** Those of which main has a part, and nobody hands over the rest. */
  readonly abandoned: ReadonlySet<string>
  readonly isServerHere: boolean
}

/** The files of a reply: those that main keeps in its draft, and those that this window is just telling it of. */
export function chipsOf(known: Known): ChipFile[] {
  const { conversationId, kept, handing, left } = known
  const here = handing.filter((file) => file.conversationId === conversationId)
  const listed = new Set<string>(kept.map(({ fileId }) => fileId))
  const fromMain = kept
    .filter(({ fileId }) => !left.has(fileId))
    .map(({ fileId, name, bytes }): ChipFile => {
      const own = here.find((file) => file.fileId === fileId)
      const step = own?.step ?? stepInMain(known, fileId)
      const isWhole = step.at !== 'keeping' && step.at !== 'not-kept'
      const preview = own?.preview ?? (isWhole && isPictureByName({ name, bytes }) ? deskFilePath(fileId) : null)
      return { key: own?.key ?? fileId, fileId, name, bytes, step, preview }
    })
  const notListed = here.filter(({ fileId, step }) => step !== null && (fileId === null || !listed.has(fileId)))
  return [
    ...fromMain,
    ...notListed.map(({ key, fileId, name, bytes, step, preview }) => ({
      key,
      fileId,
      name,
      bytes,
      step: step ?? ({ at: 'kept' } as const),
      preview,
    })),
  ]
}

function stepInMain({ outgoing, abandoned, isServerHere }: Known, fileId: string): FileStep {
  if (abandoned.has(fileId)) return { at: 'not-kept', why: 'half' }
  const known = outgoing?.get(fileId)
  if (known) return stepOf(known, isServerHere)
  // Main has not said yet how far its files are.
  return outgoing === null ? { at: 'kept' } : { at: 'not-kept', why: 'half' }
}

const holds = ['refused', 'not-kept', 'keeping'] as const

export type Hold = (typeof holds)[number]

/** Why a reply cannot be sent yet, if it cannot. */
export const holdOf = (files: readonly Pick<ChipFile, 'step'>[]): Hold | null =>
  holds.find((at) => files.some(({ step }) => step.at === at)) ?? null
