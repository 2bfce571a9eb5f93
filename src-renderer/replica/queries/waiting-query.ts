import type { WaitingCommand } from '#shared/rpc/queries-contract.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { Desk } from '../desk.ts'
import { conversationOf, filesOf, wordsOf } from '../local/command-words.ts'
import { askConversations } from './inbox-query.ts'

/** More than anybody reads through; how many there are in all, main says. */
const shownMax = 200

/** What this desk did and the server has not decided, in the order of the log, in its own words: its rows may be gone. */
export async function askWaiting(desk: Desk): Promise<WaitingCommand[]> {
  const { commands, uplinkedTo } = desk.overlay.waiting()
  const shown = commands.slice(0, shownMax)
  const found = await askConversations(desk, [...new Set(shown.flatMap((command) => conversationOf(command) ?? []))])
  return shown.map((command) => {
    const conversationId = conversationOf(command)
    return {
      commandId: command.id,
      type: command.type,
      conversationId,
      text: wordsOf(command) ?? fileNamesOf(command) ?? tagOf(command),
      state: command.deviceSeq <= uplinkedTo ? 'sending' : 'queued',
      row: found.get(conversationId ?? '') ?? null,
    }
  })
}

function fileNamesOf(command: Envelope): string | null {
  const files = filesOf(command)
  return files.length === 0 ? null : files.map(({ name }) => name).join(', ')
}

const tagOf = ({ args }: Envelope) => (typeof args['tag'] === 'string' ? args['tag'] : null)
