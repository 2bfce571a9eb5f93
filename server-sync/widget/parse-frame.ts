import type { ChatFrame, ChatMessage } from '#shared/sync/chat-protocol.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown, min: number, max: number): value is string =>
  typeof value === 'string' && value.length >= min && value.length <= max
const isCount = (value: unknown, min: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= min
const isAuthor = (value: unknown): value is ChatMessage['from'] =>
  value === 'customer' || value === 'agent' || value === 'bot'

function parseMessage(value: unknown): ChatMessage | undefined {
  if (!isFields(value)) return undefined
  const { messageId, number, from, name, text, language, createdAt } = value
  if (!isText(messageId, 1, 36) || !isCount(number, 1) || !isAuthor(from) || !isText(name, 0, 120)) return undefined
  if (!isText(text, 0, 8_000) || !isText(language, 0, 35) || !isCount(createdAt, 0)) return undefined
  return { messageId, number, from, name, text, language, createdAt }
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
      return { frame: 'welcome', token, brandName, messages }
    }
    case 'receipt': {
      const { messageId, number, createdAt } = value
      if (!isText(messageId, 1, 36) || !isCount(number, 1) || !isCount(createdAt, 0)) return undefined
      return { frame: 'receipt', messageId, number, createdAt }
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
    case 'pong':
      return isCount(value['n'], 0) ? { frame: 'pong', n: value['n'] } : undefined
    default:
      return undefined
  }
}
