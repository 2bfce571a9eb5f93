import { describe, expect, it } from 'vitest'
import { createConversationStore } from './conversation-store.ts'
import { chatMessage } from './testing/chat-messages.ts'

const numbers = (store: ReturnType<typeof createConversationStore>) => store.all().map(({ number }) => number)

describe('conversation store', () => {
  it('orders by the number of the server, not by arrival or by the clock', () => {
    const store = createConversationStore()
    store.add(chatMessage(3, { createdAt: 1 }))
    store.add(chatMessage(1, { createdAt: 9 }))
    store.add(chatMessage(2))
    expect(numbers(store)).toEqual([1, 2, 3])
  })

  it('takes a message once, however often it comes', () => {
    const store = createConversationStore()
    expect(store.add(chatMessage(1))).toBe(true)
    expect(store.add(chatMessage(1, { text: 'again' }))).toBe(false)
    expect(store.all().map(({ text }) => text)).toEqual(['message 1'])
  })

  it('believes a welcome more than itself', () => {
    const store = createConversationStore()
    store.add(chatMessage(1))
    store.add(chatMessage(2))
    store.replaceAll([chatMessage(5), chatMessage(4), chatMessage(4)])
    expect(numbers(store)).toEqual([4, 5])
  })

  it('keeps what lies before a welcome that does not reach back to the beginning', () => {
    const store = createConversationStore()
    for (const number of [1, 2, 3, 4]) store.add(chatMessage(number))
    store.replaceAll([chatMessage(3), chatMessage(5)])
    expect(numbers(store)).toEqual([1, 2, 3, 5])
  })
})
