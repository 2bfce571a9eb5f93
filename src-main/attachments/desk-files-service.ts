import { attachmentsMax, fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import { cleanFileName } from '#shared/domain/file/clean-file-name.ts'
import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { DraftKeeper } from '../drafts/draft-keeper.ts'
import { placeKey } from '../drafts/draft.ts'
import { pieceBytes } from '#shared/rpc/desk-files.ts'
import { createTurns } from '#shared/kit/in-turn.ts'
import { fileRefusal } from './file-refusal.ts'
import type { DeskFilesKeeper } from './keep-desk-files.ts'
import type { DeskFiles } from './open-desk-files.ts'

type No<Why extends string> = { readonly ok: false; readonly why: Why; readonly kind: string }
export type Begun =
  | { readonly ok: true; readonly file: DraftFile }
  | No<'signed-out' | 'not-saved' | 'refused' | 'gone'>
export type Removed = { readonly ok: true } | No<'signed-out' | 'not-saved' | 'carried'>

/** What a message that is about to be saved says of its files. */
export type Claimed =
  | { readonly ok: true; settle(carriedBy: string | null): Promise<void> }
  | { readonly ok: false; readonly kind: string }

/** What windows do with the files of a reply. Laws in SPEC.md. */
export interface DeskFilesService {
  begin(given: { readonly conversationId: string; readonly name: string; readonly bytes: number }): Promise<Begun>
  again(given: { readonly conversationId: string; readonly fileId: string }): Promise<Begun>
  remove(fileId: string): Promise<Removed>
  /** Each has to be here wholly, or at the server already. Nobody takes one away before `settle`. */
  claim(files: readonly string[], conversationId: string): Promise<Claimed>
  /** How many files of saved messages the server does not have yet. */
  unsentOfMessages(): Promise<number>
}

interface Parts {
  readonly keeper: Pick<DeskFilesKeeper, 'now'>
  readonly drafts: Pick<DraftKeeper, 'now'>
  readonly newId: IdSource
}

/** The disk needs room for the log too. */
const spareBytes = 128 * 1024 * 1024

const no = <Why extends string>(why: Why, kind = ''): No<Why> => ({ ok: false, why, kind })

export function createDeskFilesService({ keeper, drafts, newId }: Parts): DeskFilesService {
  /** Of messages that are just being saved. */
  const claimed = new Set<string>()
  /** Whoever chooses several names them at once: a reply has them in that order, however long the disk takes for each. */
  const inTurn = createTurns()

  async function opened() {
    const [files, written] = [await keeper.now(), await drafts.now()]
    if (files.state === 'signed-out' || written.state === 'signed-out') return no('signed-out')
    if (files.state === 'closed') return no('not-saved', files.problem)
    if (written.state === 'closed') return no('not-saved', written.refusal.kind)
    return { ok: true as const, files: files.files, journal: written.journal }
  }

  type Open = Extract<Awaited<ReturnType<typeof opened>>, { ok: true }>

  /** The file is on the disk before its draft names it: in between it is nobody's, and goes with the next start. */
  async function begin(
    { files: { outgoing }, journal }: Open,
    conversationId: string,
    { name, bytes }: Pick<DraftFile, 'name' | 'bytes'>,
    fill: (fileId: string) => Promise<string | null> = async () => null,
  ): Promise<Begun> {
    const place = { conversationId, mode: 'reply' as const }
    const draft = journal.drafts.get().get(placeKey(place))
    if ((draft?.files.length ?? 0) >= attachmentsMax) return no('refused', 'file/too-many')
    const file = { fileId: newId() as DraftFile['fileId'], name, bytes }
    try {
      await outgoing.begin({ ...file, conversationId })
    } catch (error) {
      return fileRefusal(error) === 'file/no-room' ? no('refused', 'file/no-room') : no('not-saved', fileRefusal(error))
    }
    const problem = await fill(file.fileId)
    if (problem !== null) {
      await outgoing.forget(file.fileId)
      return problem === 'file/gone' ? no('gone') : no('refused', problem)
    }
    const attached = await journal.attach(place, file)
    if (attached.ok) return { ok: true, file }
    await outgoing.forget(file.fileId)
    return attached.refusal.kind.startsWith('file/')
      ? no('refused', attached.refusal.kind)
      : no('not-saved', attached.refusal.kind)
  }

  async function copy({ outgoing, cache }: DeskFiles, from: string, to: string): Promise<string | null> {
    const read = (index: number) =>
      outgoing.get(from) ? outgoing.piece(from, index) : (cache()?.piece(from, index) ?? Promise.resolve(null))
    const bytes = outgoing.get(to)?.record.bytes ?? 0
    for (let at = 0; at < bytes; at += pieceBytes) {
      const piece = await read(at / pieceBytes)
      if (!piece) return 'file/gone'
      const kept = await outgoing.keep(to, at, piece)
      if (!kept.ok) return kept.why === 'disk' ? kept.kind : 'file/gone'
    }
    return null
  }

  return {
    async begin({ conversationId, name, bytes }) {
      if (bytes < 1) return no('refused', 'file/empty')
      if (bytes > fileMaxBytes) return no('refused', 'file/too-large')
      return inTurn(async () => {
        const now = await opened()
        if (!now.ok) return now
        if (!(await now.files.hasRoomFor(bytes + spareBytes))) return no('refused', 'file/no-room')
        return begin(now, conversationId, { name: cleanFileName(name), bytes })
      })
    },
    async again({ conversationId, fileId }) {
      const now = await opened()
      if (!now.ok) return now
      const { files } = now
      const found = files.outgoing.get(fileId)
      const source = found ? found.record : files.cache()?.find(fileId)
      if (!source || (found && found.kept < found.record.bytes)) return no('gone')
      if (!(await files.hasRoomFor(source.bytes + spareBytes))) return no('refused', 'file/no-room')
      return begin(now, conversationId, source, (to) => copy(files, fileId, to))
    },
    async remove(fileId) {
      const now = await opened()
      if (!now.ok) return now
      const { outgoing, uploader } = now.files
      const record = outgoing.get(fileId)?.record
      const isCarried = claimed.has(fileId) || (record?.carriedBy ?? null) !== null
      if (isCarried && record?.end?.kind !== 'refused') return no('carried')
      for (const draft of now.journal.drafts.get().values()) {
        if (!draft.files.some((file) => file.fileId === fileId)) continue
        const detached = await now.journal.detach(draft, fileId)
        if (!detached.ok) return no('not-saved', detached.refusal.kind)
      }
      if (!record) return { ok: true }
      // The draft does not name it any more: if it cannot be removed now, the next start does it.
      await outgoing.forget(fileId).catch(() => undefined)
      if (record.end?.kind !== 'refused') uploader.abandon(fileId)
      return { ok: true }
    },
    async unsentOfMessages() {
      const now = await keeper.now()
      if (now.state !== 'open') return 0
      return now.files.outgoing.all().filter(({ record }) => record.carriedBy !== null && record.end === null).length
    },
    async claim(fileIds, conversationId) {
      if (fileIds.length === 0) return { ok: true, settle: async () => undefined }
      const now = await keeper.now()
      if (now.state !== 'open') return { ok: false, kind: 'file/not-kept' }
      const { outgoing, cache } = now.files
      for (const fileId of fileIds) {
        const file = outgoing.get(fileId)
        if (!file && cache()?.find(fileId)) continue
        if (!file || file.kept < file.record.bytes || file.record.conversationId !== conversationId)
          return { ok: false, kind: 'file/not-kept' }
        if (file.record.end?.kind === 'refused') return { ok: false, kind: file.record.end.refusal }
      }
      for (const fileId of fileIds) claimed.add(fileId)
      return {
        ok: true,
        async settle(carriedBy) {
          for (const fileId of fileIds) claimed.delete(fileId)
          if (carriedBy === null) return
          // Where it cannot be written down, the next start reads it in the log.
          await Promise.all(fileIds.map((id) => outgoing.note(id, { carriedBy }).catch(() => undefined)))
        },
      }
    },
  }
}
