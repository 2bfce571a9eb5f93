import { describe, expect, it } from 'vitest'
import { type ChatFrame, chatFrameSchema } from '#shared/sync/chat-protocol.ts'
import { parseFrame } from './parse-frame.ts'
import { chatMessage } from './testing/chat-messages.ts'
import { welcomeFrame } from './testing/welcome.ts'

const frames: ChatFrame[] = [
  welcomeFrame({ messages: [chatMessage(1), chatMessage(2, { from: 'bot' })] }),
  welcomeFrame({ form: { name: 'required', email: 'optional', orderNumber: 'no', consent: 'I agree' } }),
  { frame: 'standing', status: 'open', place: 3, waitMs: 60_000, isOpen: false, opensAt: 1 },
  { frame: 'done', entryId: 'e1' },
  { frame: 'typing', who: 'agent' },
  { frame: 'receipt', messageId: 'm1', number: 1, createdAt: 0 },
  { frame: 'message', message: chatMessage(3, { from: 'customer', name: '' }) },
  { frame: 'refused', messageId: 'm1', kind: 'message/empty' },
  { frame: 'refused', messageId: null, kind: 'chat/unknown-brand' },
  { frame: 'pong', n: 7 },
]

/** The frame with every one of its fields, at any depth, once left out and once of a wrong type. */
function spoiled(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => spoiled(item).map((bad) => value.with(index, bad)))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, field]) => {
    const { [key]: _left, ...rest } = value as Record<string, unknown>
    return [rest, { ...value, [key]: { odd: true } }, ...spoiled(field).map((bad) => ({ ...value, [key]: bad }))]
  })
}

describe('parseFrame', () => {
  it.each(frames)('reads a $frame frame as the schema does', (frame) => {
    expect(parseFrame(JSON.stringify(frame))).toEqual(frame)
    expect(chatFrameSchema.parse(frame)).toEqual(frame)
  })

  it.each(frames)('ignores a $frame frame with any field missing or of a wrong type', (frame) => {
    const bad = spoiled(frame)
    expect(bad.length).toBeGreaterThan(2)
    for (const value of bad) {
      expect(chatFrameSchema.safeParse(value).success, JSON.stringify(value)).toBe(false)
      expect(parseFrame(JSON.stringify(value)), JSON.stringify(value)).toBeUndefined()
    }
  })

  it('drops fields it does not know, so that a newer server can add some', () => {
    expect(parseFrame('{"frame":"pong","n":1,"extra":2}')).toEqual({ frame: 'pong', n: 1 })
  })

  it.each([
    '',
    '{',
    '[]',
    'null',
    '"pong"',
    '{"frame":"later"}',
    '{"frame":"pong","n":1.5}',
    '{"frame":"pong","n":-1}',
  ])('ignores %j', (text) => {
    expect(parseFrame(text)).toBeUndefined()
  })
})
