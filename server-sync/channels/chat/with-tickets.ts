import type { ChatMessage } from '#shared/sync/chat-protocol.ts'
import type { FileTickets } from '../../files/file-tickets.ts'
import type { SaidMessage } from './chat-messages.ts'

/** A message for one chat: each of its files with what opens it there. */
export function withTickets({ attachments, ...message }: SaidMessage, tickets: FileTickets | undefined): ChatMessage {
  if (attachments.length === 0) return message
  return {
    ...message,
    attachments: attachments.map((file) => ({ ...file, ticket: tickets?.issue(file.fileId) ?? '' })),
  }
}
