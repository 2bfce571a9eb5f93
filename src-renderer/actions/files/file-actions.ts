import { safe } from '@orpc/client'
import type { Attachment } from '#shared/domain/file/attachment.ts'
import { isPreviewable } from '#shared/domain/file/is-previewable.ts'
import { pause } from '../../connection/pause.ts'
import type { Workstation } from '../../connection/workstation-context.ts'
import {
  type HandingFile,
  type NotTaken,
  type NotTakenWhy,
  changeHanding,
  endHanding,
  markLeft,
  sayNotTaken,
  unmarkLeft,
  useHanding,
} from '../../state/files/handing.ts'
import type { SubmitProblem } from '../submit.ts'
import { handOver } from './hand-over.ts'
import { whileHandingOver } from './hand-over-lock.ts'
import { type Offered, lookThrough } from './look-through.ts'

type Desk = Pick<Workstation, 'main' | 'newId'>

/** What tells a hand-over to stop, by the key of its file. */
const calling = new Map<string, AbortController>()
/** One file after the other: together they would only all be half for longer. */
let turn: Promise<void> = Promise.resolve()

/**
 * Puts files to the reply of a conversation. They are named at once; their bytes follow piece by piece, whatever is shown
 * meanwhile. What is not taken is said in `useHanding`.
 * @param already how many the reply has
 * @returns how many are taken
 */
export function takeFiles(
  desk: Desk,
  conversationId: string,
  offered: readonly Offered<File>[],
  already: number,
): { readonly taken: number; readonly notTaken: readonly NotTaken[] } {
  const { taken, notTaken } = lookThrough(offered, already)
  sayNotTaken(conversationId, notTaken)
  for (const file of taken) {
    const entry = newHanding(desk.newId(), conversationId, file)
    useHanding.setState(({ files }) => ({ files: [...files, entry] }))
    const abort = new AbortController()
    calling.set(entry.key, abort)
    // All of them are begun in the order in which they were chosen: one line carries the questions.
    const beginning = begin(desk.main, entry, abort.signal)
    const before = turn
    turn = beginning
      .then(async (fileId) => {
        if (fileId === null) return
        // From now on, although another one may still be under way.
        await whileHandingOver(fileId, async () => {
          await before
          await giveBytes(entry.key, fileId, file, abort.signal)
        })
      })
      .catch(reportError)
      .finally(() => calling.delete(entry.key))
  }
  return { taken: taken.length, notTaken }
}

const newHanding = (key: string, conversationId: string, file: File): HandingFile => ({
  key,
  conversationId,
  fileId: null,
  name: file.name,
  bytes: file.size,
  preview: isPreviewable({ mediaType: file.type, bytes: file.size }) ? URL.createObjectURL(file) : null,
  step: { at: 'keeping', share: 0 },
})

async function begin(main: Desk['main'], entry: HandingFile, signal: AbortSignal): Promise<string | null> {
  const { key, conversationId, name, bytes } = entry
  const { error, data, isDefined } = await safe(main.files.begin({ conversationId, name, bytes }))
  if (error) {
    const why = isDefined && error.code === 'REFUSED' ? whyOf(error.data.kind) : 'problem'
    endHanding((file) => file.key === key)
    alsoNotTaken(conversationId, { name, why })
    return null
  }
  if (signal.aborted) {
    markLeft([data.fileId])
    await safe(main.files.remove({ fileId: data.fileId }))
    return null
  }
  changeHanding(key, { fileId: data.fileId, name: data.name })
  return data.fileId
}

async function giveBytes(key: string, fileId: string, file: File, signal: AbortSignal): Promise<void> {
  const ended = await handOver(fileId, file, {
    fetch: (address, init) => fetch(address, init),
    wait: pause,
    progress: (kept) => changeHanding(key, { step: { at: 'keeping', share: kept / file.size } }),
    signal,
  })
  if (ended.end === 'gone') endHanding((handing) => handing.key === key)
  else changeHanding(key, { step: ended.end === 'not-kept' ? { at: 'not-kept', why: ended.why } : null })
}

/** Takes a file out of the reply. @returns why it stays, if it does */
export async function removeFile(
  { main }: Pick<Desk, 'main'>,
  { key, fileId }: { readonly key: string; readonly fileId: string | null },
): Promise<SubmitProblem | null> {
  calling.get(key)?.abort()
  endHanding((file) => file.key === key)
  // Whoever is asked for it right now removes it when its name is known.
  if (fileId === null) return null
  markLeft([fileId])
  const { error, isDefined } = await safe(main.files.remove({ fileId }))
  if (!error) return null
  unmarkLeft([fileId])
  return isDefined ? removeProblems[error.code] : 'unreachable'
}

const removeProblems = {
  SIGNED_OUT: 'signed-out',
  NOT_SAVED: 'not-saved',
  CARRIED: 'invalid',
} as const satisfies Record<string, SubmitProblem>

/** What a message carried that did not go out, back into the reply of its conversation. What is not here is said. */
export async function putFilesBack(
  { main }: Pick<Desk, 'main'>,
  conversationId: string,
  files: readonly Pick<Attachment, 'fileId' | 'name'>[],
): Promise<void> {
  for (const { fileId, name } of files) {
    // In their order.
    const { error, isDefined } = await safe(main.files.again({ conversationId, fileId }))
    if (!error) continue
    const why = !isDefined ? 'problem' : error.code === 'REFUSED' ? whyOf(error.data.kind) : backProblems[error.code]
    alsoNotTaken(conversationId, { name, why })
  }
}

const backProblems = { GONE: 'gone', SIGNED_OUT: 'problem', NOT_SAVED: 'problem' } as const satisfies Record<
  string,
  NotTakenWhy
>

/** They are a message's now. */
export function leaveFiles(conversationId: string, fileIds: readonly string[]): void {
  markLeft(fileIds)
  endHanding((file) => file.fileId !== null && fileIds.includes(file.fileId))
  sayNotTaken(conversationId, [])
}

function alsoNotTaken(conversationId: string, notTaken: NotTaken): void {
  sayNotTaken(conversationId, [...(useHanding.getState().notTaken.get(conversationId) ?? []), notTaken])
}

const whys: Readonly<Record<string, NotTakenWhy>> = {
  'file/empty': 'empty',
  'file/too-large': 'too-large',
  'file/too-many': 'too-many',
  'file/no-room': 'no-room',
}

const whyOf = (kind: string): NotTakenWhy => whys[kind] ?? 'problem'
