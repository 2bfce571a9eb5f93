import type { DeskKeeper } from '../desk/desk-keeper.ts'
import { draftOfCommand } from './draft-of-command.ts'

/** Which of these messages and notes are in the log of the desk that is open now. Rejects when it cannot be asked. */
export async function savedEntries(
  desks: Pick<DeskKeeper, 'now'>,
  entryIds: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const now = await desks.now()
  if (now.state !== 'open') throw new Error('the log is not open')
  const { log } = now.desk
  const saved = new Set<string>()
  for (const command of await log.after(log.base())) {
    const entryId = draftOfCommand(command)?.entryId
    if (entryId !== undefined && entryIds.has(entryId)) saved.add(entryId)
  }
  return saved
}
