import type { Channel } from '#shared/domain/conversation/conversation.ts'

const minuteMs = 60_000

/** Whoever chats sits in front of the screen; whoever wrote a letter comes back later. */
const patienceMs: Record<Channel, number> = {
  chat: 5 * minuteMs,
  phone: 5 * minuteMs,
  whatsapp: 60 * minuteMs,
  messenger: 60 * minuteMs,
  instagram: 60 * minuteMs,
  sms: 60 * minuteMs,
  email: 4 * 60 * minuteMs,
}

/** Whether a wait should catch the eye. Queues have no service levels yet, so the channel decides. */
export function isLongWait(waitedMs: number, channel: Channel): boolean {
  return waitedMs >= patienceMs[channel]
}
