import { randomUUID } from 'node:crypto'
import type { NewCommand } from '../sync/command-log/command-log.ts'

export const reply = (text: string, messageId: string = randomUUID()): NewCommand => ({
  type: 'message.send',
  version: 1,
  args: { messageId, conversationId: 'c-1', text, language: 'en' },
  basedOn: {},
})
