import type { ReduceContext } from '../command.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { pendingNumberBase } from './timeline-entry.ts'

/** The server numbers; a desk puts what is pending after everything numbered, in the order of its own log. */
export function nextNumber(conversation: Pick<Conversation, 'lastNumber'>, { place }: ReduceContext): number {
  return place.at === 'server' ? conversation.lastNumber + 1 : pendingNumberBase + place.deviceSeq
}

/** A desk never guesses the server's counter: what it shows keeps the newest number that the server gave. */
export function lastNumberAfter(conversation: Conversation, number: number, { place }: ReduceContext): number {
  return place.at === 'server' ? number : conversation.lastNumber
}
