import type { Refusal } from '../../kit/refusal.ts'

const refusal = (kind: Refusal['kind'], detail?: Refusal['detail']): Refusal => ({
  kind,
  retryable: false,
  ...(detail ? { detail } : {}),
})

/** Every way in which a conversation says no. The kind is also the translation key. */
export const conversationRefusals = {
  notFound: () => refusal('conversation/not-found'),
  alreadyAssigned: (assigneeId: string) => refusal('conversation/already-assigned', { assigneeId }),
  /** It is a colleague's: what they have, others take, give on or put away only with the right to direct. */
  notYours: (assigneeId: string) => refusal('conversation/not-yours', { assigneeId }),
  /** Whoever is to have it works on no conversations, or not on those of its brand. */
  cannotServe: (assigneeId: string) => refusal('conversation/cannot-serve', { assigneeId }),
  /** Somebody who is named in a note would not see it. */
  cannotSee: (agentId: string) => refusal('note/cannot-see', { agentId }),
  /** Another one goes on in its place. */
  merged: (intoId: string) => refusal('conversation/merged', { intoId }),
  notMerged: () => refusal('conversation/not-merged'),
  isSpam: () => refusal('conversation/is-spam'),
  notOpen: () => refusal('conversation/not-open'),
  /** Somebody else is being asked already. */
  alreadyOffered: (agentId: string) => refusal('conversation/already-offered', { agentId }),
  notOffered: () => refusal('conversation/not-offered'),
  offerOver: () => refusal('conversation/offer-over'),
  unknownQueue: (queueId: string) => refusal('conversation/unknown-queue', { queueId }),
  same: () => refusal('conversation/same'),
  otherBrand: () => refusal('conversation/other-brand'),
  otherCustomer: () => refusal('conversation/other-customer'),
  tooManyLinks: () => refusal('conversation/too-many-links'),
  /** It left for the customer, or never could be taken back. */
  alreadySent: () => refusal('message/already-sent'),
  /** Nobody was faster than this reply, or somebody has decided on it already. */
  notHeld: () => refusal('message/not-held'),
  /** It is another agent's reply. */
  notYourMessage: (agentId: string) => refusal('message/not-yours', { agentId }),
  expiredMessage: () => refusal('message/expired'),
  emptyMessage: () => refusal('message/empty'),
}
