import type { Refusal } from '../../kit/refusal.ts'

/** Every way in which a conversation says no. The kind is also the translation key. */
export const conversationRefusals = {
  notFound: (): Refusal => ({ kind: 'conversation/not-found', retryable: false }),
  alreadyAssigned: (assigneeId: string): Refusal => ({
    kind: 'conversation/already-assigned',
    retryable: false,
    detail: { assigneeId },
  }),
  /** It left for the customer, or never could be taken back. */
  alreadySent: (): Refusal => ({ kind: 'message/already-sent', retryable: false }),
  expiredMessage: (): Refusal => ({ kind: 'message/expired', retryable: false }),
  emptyMessage: (): Refusal => ({ kind: 'message/empty', retryable: false }),
}
