import { attachmentsMax } from '#shared/domain/file/file-limits.ts'
import type { ChatAttachment, ChatFrame, ChatMessage } from '#shared/sync/chat-protocol.ts'

export type PreChatForm = NonNullable<Extract<ChatFrame, { frame: 'welcome' }>['form']>
export type Standing = Omit<Extract<ChatFrame, { frame: 'standing' }>, 'frame'>
type Ask = PreChatForm['name']

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown, min: number, max: number): value is string =>
  typeof value === 'string' && value.length >= min && value.length <= max
const isCount = (value: unknown, min: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= min
const isAuthor = (value: unknown): value is ChatMessage['from'] =>
  value === 'customer' || value === 'agent' || value === 'bot'

/** None: []. Undefined: one of them cannot be read. */
function parseAttachments(value: unknown): ChatAttachment[] | undefined {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > attachmentsMax) return undefined
  const attachments: ChatAttachment[] = []
  for (const item of value) {
    if (!isFields(item)) return undefined
    const { fileId, name, bytes, mediaType, ticket } = item
    if (!isText(fileId, 1, 36) || !isText(name, 1, 120) || !isCount(bytes, 0)) return undefined
    if (!isText(mediaType, 1, 100) || !isText(ticket, 0, 60)) return undefined
    attachments.push({ fileId: fileId as ChatAttachment['fileId'], name, bytes, mediaType, ticket })
  }
  return attachments
}

/** A field that is there only where there is something in it. */
const withFiles = (attachments: ChatAttachment[]) => (attachments.length > 0 ? { attachments } : {})

function parseMessage(value: unknown): ChatMessage | undefined {
  if (!isFields(value)) return undefined
  const { messageId, number, from, name, text, language, createdAt } = value
  if (!isText(messageId, 1, 36) || !isCount(number, 1) || !isAuthor(from) || !isText(name, 0, 120)) return undefined
  if (!isText(text, 0, 8_000) || !isText(language, 0, 35) || !isCount(createdAt, 0)) return undefined
  const attachments = parseAttachments(value['attachments'])
  return attachments && { messageId, number, from, name, text, language, createdAt, ...withFiles(attachments) }
}

function parseMessages(value: unknown): ChatMessage[] | undefined {
  if (!Array.isArray(value)) return undefined
  const messages: ChatMessage[] = []
  for (const item of value) {
    const message = parseMessage(item)
    if (!message) return undefined
    messages.push(message)
  }
  return messages
}

function parseStanding({ status, place, waitMs, isOpen, opensAt }: Fields) {
  if (status !== 'none' && status !== 'open' && status !== 'ended') return undefined
  if (!isCount(place, 0) || !isCount(waitMs, 0) || typeof isOpen !== 'boolean' || !isCount(opensAt, 0)) return undefined
  return { status, place, waitMs, isOpen, opensAt } as const
}

const isAsk = (value: unknown): value is Ask => value === 'no' || value === 'optional' || value === 'required'

/** Null: nothing is asked. Undefined: it cannot be read. */
function parseForm(value: unknown): PreChatForm | null | undefined {
  if (value === null) return null
  if (!isFields(value)) return undefined
  const { name, email, orderNumber, consent } = value
  if (!isAsk(name) || !isAsk(email) || !isAsk(orderNumber) || !isText(consent, 0, 500)) return undefined
  return { name, email, orderNumber, consent }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The rules of `chatFrameSchema` by hand: a validator would be larger than the whole chat. Also change here what changes
 * there. A frame of an unknown kind, or with a wrong field, is undefined and ignored; unknown fields are dropped.
 */
export function parseFrame(text: string): ChatFrame | undefined {
  const value = parseJson(text)
  if (!isFields(value)) return undefined
  switch (value['frame']) {
    case 'welcome': {
      const { token, brandName } = value
      const messages = parseMessages(value['messages'])
      if (!isText(token, 1, 400) || !isText(brandName, 0, 120) || !messages) return undefined
      const standing = parseStanding(value)
      const form = parseForm(value['form'])
      const { isIdentified, takesFiles } = value
      if (!standing || form === undefined) return undefined
      if (typeof isIdentified !== 'boolean' || typeof takesFiles !== 'boolean') return undefined
      return { frame: 'welcome', token, brandName, messages, ...standing, isIdentified, form, takesFiles }
    }
    case 'receipt': {
      const { messageId, number, createdAt } = value
      if (!isText(messageId, 1, 36) || !isCount(number, 1) || !isCount(createdAt, 0)) return undefined
      const attachments = parseAttachments(value['attachments'])
      return attachments && { frame: 'receipt', messageId, number, createdAt, ...withFiles(attachments) }
    }
    case 'message': {
      const message = parseMessage(value['message'])
      return message && { frame: 'message', message }
    }
    case 'refused': {
      const { messageId, kind } = value
      if (!(messageId === null || isText(messageId, 1, 36)) || !isText(kind, 1, 60)) return undefined
      return { frame: 'refused', messageId, kind }
    }
    case 'standing': {
      const standing = parseStanding(value)
      return standing && { frame: 'standing', ...standing }
    }
    case 'done': {
      const { entryId } = value
      return isText(entryId, 1, 36) ? { frame: 'done', entryId } : undefined
    }
    case 'typing':
      return value['who'] === 'agent' ? { frame: 'typing', who: 'agent' } : undefined
    case 'pong':
      return isCount(value['n'], 0) ? { frame: 'pong', n: value['n'] } : undefined
    default:
      return undefined
  }
}
