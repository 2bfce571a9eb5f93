import { expect, it } from 'vitest'
import { ownDialogues } from '../corpus/own-dialogues.ts'
import { conversationOf, findMarker, withMarker } from './marker.ts'
import { planShift } from './plan-shift.ts'

const wish = { seed: '7', run: 'r1', customers: 5, agents: 3, durationMs: 60_000, dialogues: ownDialogues }

it('plans the same shift for the same seed, and another one for another', () => {
  expect(planShift(wish)).toEqual(planShift(wish))
  expect(planShift({ ...wish, seed: '8' })).not.toEqual(planShift(wish))
})

it('gives every message a marker of its own that its text carries, and nothing after the end', () => {
  const conversations = planShift(wish)
  const messages = conversations.flatMap((conversation) => conversation.messages)
  expect(new Set(messages.map(({ marker }) => marker)).size).toBe(messages.length)
  expect(messages.length).toBeGreaterThan(50)
  for (const { marker, text, conversation, atMs } of messages) {
    expect(findMarker(text, 'r1')).toBe(marker)
    expect(findMarker(text, 'r2')).toBeUndefined()
    expect(conversationOf(marker)).toBe(conversation)
    expect(atMs).toBeLessThan(60_000)
  }
  for (const { messages: said } of conversations) expect(said.some(({ speaker }) => speaker === 'customer')).toBe(true)
  expect(new Set(conversations.map(({ seat }) => seat)).size).toBe(5)
})

it('cleans what a corpus may hold and a chat may not send', () => {
  const dialogues = [
    { id: '1', turns: [['customer' as const, ` a\0b\ud800${'x'.repeat(9_000)}`]] as ['customer', string][] },
  ]
  const [first] = planShift({ ...wish, dialogues })
  const text = first?.messages[0]?.text ?? ''
  expect(text.startsWith('ab\ufffdxx')).toBe(true)
  expect(text.length).toBeLessThan(8_000)
})

it('is not fooled by a marker that a corpus holds', () => {
  expect(findMarker(withMarker('said ⟦r1:9.c.9⟧', 'r1', '1.c.1'), 'r1')).toBe('1.c.1')
})
