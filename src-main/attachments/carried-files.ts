import type { DeskKeeper } from '../desk/desk-keeper.ts'
import { draftOfCommand } from '../drafts/draft-of-command.ts'

/** Which message in the log of the desk that is open now carries which file. Rejects when it cannot be asked. */
export async function carriedFiles(desks: Pick<DeskKeeper, 'now'>): Promise<ReadonlyMap<string, string>> {
  const now = await desks.now()
  if (now.state !== 'open') throw new Error('the log is not open')
  const { log } = now.desk
  const carried = new Map<string, string>()
  for (const command of await log.after(log.base())) {
    const { entryId = '', fileIds = [] } = draftOfCommand(command) ?? {}
    for (const fileId of fileIds) carried.set(fileId, entryId)
  }
  return carried
}
