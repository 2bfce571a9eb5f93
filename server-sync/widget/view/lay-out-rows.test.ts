import { describe, expect, it } from 'vitest'
import type { ChatSnapshot } from '../chat.ts'
import { chatMessage } from '../testing/chat-messages.ts'
import { layOutRows } from './lay-out-rows.ts'

const minute = 60_000
const day = 86_400_000
const start = 1_700_000_000_000

const snapshot = (changes: Partial<ChatSnapshot>): ChatSnapshot => ({
  connection: 'online',
  brandName: 'B',
  messages: [],
  outgoing: [],
  files: [],
  staged: [],
  takesFiles: true,
  unread: 0,
  isLoaded: true,
  standing: { status: 'open', place: 0, waitMs: 0, isOpen: true, opensAt: 0 },
  form: null,
  isSlowedDown: false,
  isAnswering: false,
  rating: 'none',
  ...changes,
})
const layOut = (changes: Partial<ChatSnapshot>) => layOutRows(snapshot(changes), (at) => String(Math.floor(at / day)))
const messagesOf = (changes: Partial<ChatSnapshot>) =>
  layOut(changes).flatMap((row) => (row.kind === 'message' ? [row] : []))
const waiting = (messageId: string, refusal: string | null = null) => ({
  messageId,
  text: messageId,
  fileKeys: [],
  writtenAt: start,
  refusal,
  typedMs: 0,
})

describe('layOutRows', () => {
  it('names the day where a new one begins', () => {
    const messages = [0, 1, day, day + 1].map((offset, index) => chatMessage(index + 1, { createdAt: start + offset }))
    expect(layOut({ messages }).map(({ kind }) => kind)).toEqual([
      'day',
      'message',
      'message',
      'day',
      'message',
      'message',
    ])
  })

  it('joins what one person said in one breath', () => {
    const messages = [
      chatMessage(1, { createdAt: start }),
      chatMessage(2, { createdAt: start + minute }),
      chatMessage(3, { createdAt: start + 9 * minute }),
      chatMessage(4, { createdAt: start + 9 * minute, name: 'Ines Duarte' }),
      chatMessage(5, { createdAt: start + 9 * minute, from: 'customer', name: '' }),
    ]
    const runs = messagesOf({ messages }).map(({ isFirstOfRun, isLastOfRun }) => [isFirstOfRun, isLastOfRun])
    expect(runs).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
      [true, true],
    ])
  })

  it('says "sent" only under the visitor’s last words', () => {
    const messages = [1, 2].map((number) => chatMessage(number, { from: 'customer' }))
    const states = (changes: Partial<ChatSnapshot>) => messagesOf({ messages, ...changes }).map(({ state }) => state)
    expect(states({})).toEqual(['none', 'sent'])
    expect(states({ outgoing: [waiting('x')] })).toEqual(['none', 'none', 'sending'])
  })

  it('tells sending from waiting and from refused', () => {
    const outgoing = [waiting('x'), waiting('y', 'message/empty')]
    const states = (connection: ChatSnapshot['connection']) =>
      messagesOf({ connection, outgoing }).map(({ state }) => state)
    expect(states('online')).toEqual(['sending', 'refused'])
    expect(states('connecting')).toEqual(['sending', 'refused'])
    expect(states('offline')).toEqual(['waiting', 'refused'])
    expect(states('refused')).toEqual(['waiting', 'refused'])
  })
})
