import type { Refusal } from '../../kit/refusal.ts'

/** Every way in which a conversation says no. The kind is also the translation key. */
export const conversationRefusals = {
  notFound: (): Refusal => ({ kind: 'conversation/not-found', retryable: false }),
  alreadyAssigned: (assigneeId: string): Refusal => ({
    kind: 'conversation/already-assigned',
    retryable: false,
    detail: { assigneeId },
  }),
  /** It is a colleague's: taking it from them or giving it on needs the right to direct. */
  notYours: (assigneeId: string): Refusal => ({
    kind: 'conversation/not-yours',
    retryable: false,
    detail: { assigneeId },
  }),
  /** Whoever is to have it works on no conversations, or not on those of its brand. */
  cannotServe: (assigneeId: string): Refusal => ({
    kind: 'conversation/cannot-serve',
    retryable: false,
    detail: { assigneeId },
  }),
  /** It left for the customer, or never could be taken back. */
  alreadySent: (): Refusal => ({ kind: 'message/already-sent', retryable: false }),
  expiredMessage: (): Refusal => ({ kind: 'message/expired', retryable: false }),
  emptyMessage: (): Refusal => ({ kind: 'message/empty', retryable: false }),
}
