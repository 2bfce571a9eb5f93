import type { ChatFrame } from '#shared/sync/chat-protocol.ts'

type Welcome = Extract<ChatFrame, { frame: 'welcome' }>

/** A welcome like any other, but for what the test is about. */
export const welcomeFrame = (given: Partial<Welcome> = {}): Welcome => ({
  frame: 'welcome',
  token: 'token-1',
  brandName: 'Northwind',
  messages: [],
  status: 'none',
  place: 0,
  waitMs: 0,
  isOpen: true,
  opensAt: 0,
  isIdentified: false,
  form: null,
  takesFiles: true,
  ...given,
})
