import type { Appended, NewCommand } from '../sync/command-log/command-log.ts'
import type { KeptDraft } from './draft-journal.ts'
import type { DraftsNow } from './draft-keeper.ts'
import { draftOfCommand } from './draft-of-command.ts'

/**
 * Saves a command and ends the draft that it was written in. The draft first learns, on the disk, which entry it is to become:
 * whenever a crash comes, the log says which of the two counts.
 */
export async function appendFromDraft(
  command: NewCommand,
  basedOn: readonly string[] | undefined,
  drafts: DraftsNow,
  append: (command: NewCommand) => Promise<Appended>,
): Promise<{ appended: Appended; left: KeptDraft | null }> {
  const written = basedOn && draftOfCommand(command)
  if (!written || drafts.state !== 'open') return { appended: await append(command), left: null }
  const { place, text, entryId, fileIds } = written
  const write = { ...place, text, basedOn, fileIds }
  // A draft that cannot be kept does not keep a message from being sent: what is saved in the log is safe.
  await drafts.journal.beginSending(write, entryId)
  const appended = await append(command)
  return { appended, left: await drafts.journal.settle(write, entryId, appended.ok) }
}
