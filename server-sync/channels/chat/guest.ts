import type { Actor } from '#shared/domain/command.ts'
import type { Instant } from '#shared/kit/clock.ts'
import type { VisitorFrame } from '#shared/sync/chat-protocol.ts'
import type { Uploader } from '../../files/uploads.ts'
import type { ChatBrand } from './chat-brand.ts'
import type { Standing } from './chat-standing.ts'
import type { Greeted } from './greet-visitor.ts'
import { type VisitNotes, createVisitNotes } from './visit-notes.ts'
import type { Visitor } from './visitor-token.ts'

/** Who sits at the other end of a line that was welcomed, and how far they have come. */
export interface Guest {
  readonly visitor: Visitor
  readonly brand: ChatBrand
  readonly actor: Actor
  readonly language: string
  readonly timeZone: string
  readonly notes: VisitNotes
  readonly welcomedAt: Instant
  /** As the chat was told last. */
  standing: Standing
  /** Nothing was said yet. */
  isNew: boolean
  isTrapped: boolean
  hasForm: boolean
  /** Since they wrote and nobody has answered. */
  waitingSinceAt?: Instant | undefined
  /** Where a conversation that begins now is put; found with the first message. */
  queueId?: string
  /** Where what they say arrives; null before they have said anything. */
  end: string | null
  isTyping: boolean
}

interface GuestParts {
  readonly greeted: Greeted
  readonly brand: ChatBrand
  readonly hello: Extract<VisitorFrame, { frame: 'hello' }>
  /** As they are about to be told. */
  readonly standing: Standing
  readonly now: Instant
}

export function createGuest({ greeted: { visitor, account }, brand, hello, standing, now }: GuestParts): Guest {
  return {
    visitor,
    brand,
    actor: {
      kind: 'customer',
      id: visitor.customerId,
      organisationId: brand.organisationId,
      brandIds: [brand.id],
      rights: [],
    },
    language: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(hello.language) ? hello.language : '',
    timeZone: /^[A-Za-z0-9+_/-]+$/.test(hello.timeZone) ? hello.timeZone : '',
    notes: createVisitNotes(),
    welcomedAt: now,
    standing,
    isNew: standing.status === 'none',
    isTrapped: false,
    hasForm: account !== undefined,
    ...(standing.place > 0 ? { waitingSinceAt: now } : {}),
    end: null,
    isTyping: false,
  }
}

/** As whom this guest sends files: the same for their token. */
export const uploaderOf = ({ visitor, brand }: Pick<Guest, 'visitor' | 'brand'>): Uploader => ({
  organisationId: brand.organisationId,
  conversationId: visitor.conversationId,
  kind: 'customer',
  id: visitor.customerId,
})
