import type { Refusal } from '../../kit/refusal.ts'

/** Every way in which a conversation says no. The kind is also the translation key. */
export const conversationRefusals = {
  notFound: (): Refusal => ({ kind: 'conversation/not-found', retryable: false }),
  alreadyAssigned: (assigneeId: string): Refusal => ({
    kind: 'conversation/already-assigned',
    retryable: false,
    detail: { assigneeId },
  }),
  emptyMessage: (): Refusal => ({ kind: 'message/empty', retryable: false }),
}
