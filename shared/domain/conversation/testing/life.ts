import type { Actor, BasedOn, RowReader, RowWrite } from '../../command.ts'
import type { CommandType } from '../../commands.ts'
import { newCustomer } from '../../customer/new-customer.ts'
import type { Customer } from '../../customer/customer.ts'
import { builtInRoles } from '../../directory/rights.ts'
import { newEntry } from '../../message/new-entry.ts'
import type { TimelineEntry } from '../../message/timeline-entry.ts'
import { TestRows, agentEntry, onServer, openConversation } from '../../testing/rows.ts'
import type { Conversation } from '../conversation.ts'
import { notWaiting } from '../not-waiting.ts'

/** A small world in which every state of a conversation can be tried with every command by everybody: see ../SPEC.md. */
export const lifeNow = 10_000
export const conversationId = 'talk'
const org = 'org-1'
const brandId = 'brand-a'

const agent = (id: string, rights: readonly Actor['rights'][number][]): Actor => ({
  kind: 'agent',
  id,
  organisationId: org,
  brandIds: [brandId],
  rights,
})

/** `haver` has it, `asked` is whom it is offered to, `other` is neither. */
export const roles = {
  haver: agent('haver', builtInRoles.agent),
  asked: agent('asked', builtInRoles.agent),
  other: agent('other', builtInRoles.agent),
  lead: agent('lead', builtInRoles.lead),
  admin: agent('admin', builtInRoles.admin),
  customer: { kind: 'customer', id: 'buyer', organisationId: org, brandIds: [brandId], rights: [] },
  system: { kind: 'system', id: 'timers', organisationId: org, brandIds: [brandId], rights: [] },
} as const satisfies Record<string, Actor>
export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as readonly Role[]

const had: Partial<Conversation> = { assigneeId: 'haver' }
const standing = {
  status: 'open' as const,
  snoozedUntilAt: 0,
  resolvedAt: 0,
  waitingSinceAt: 900,
  unreadCount: 2,
}

/** `free`: nobody has it. In the states after `offered` it was the haver's. */
export const states = {
  free: {},
  had,
  offered: { offeredToId: 'asked', offerUntilAt: lifeNow },
  snoozed: { ...had, status: 'snoozed', snoozedUntilAt: lifeNow, before: standing, unreadCount: 0 },
  resolved: {
    ...had,
    status: 'resolved',
    resolvedAt: 950,
    waitingSinceAt: notWaiting,
    unreadCount: 0,
    before: standing,
  },
  spam: { ...had, status: 'spam', waitingSinceAt: notWaiting, unreadCount: 0, before: standing },
  merged: {
    ...had,
    status: 'merged',
    before: standing,
    mergedIntoId: 'target',
    mergedAtNumber: 3,
    targetBefore: { status: 'open', snoozedUntilAt: 0, resolvedAt: 0, waitingSinceAt: 900 },
  },
} as const satisfies Record<string, Partial<Conversation>>
export type State = keyof typeof states
export const stateNames = Object.keys(states) as readonly State[]

const organisationId = org as Conversation['organisationId']
const conversationOf = (id: string, given: Partial<Conversation> = {}): Conversation => ({
  ...openConversation,
  id: id as Conversation['id'],
  organisationId,
  brandId,
  customerId: 'buyer' as Conversation['customerId'],
  queueId: 'queue-1',
  priority: 'high',
  linkedIds: id === conversationId ? ['linked'] : id === 'linked' ? [conversationId] : [],
  ...given,
})

/** The conversation in this state, a reply of the haver that is held, and all that commands need around it. */
export function lifeRows(state: State, given: Partial<Conversation> = {}): readonly RowWrite[] {
  const talk = conversationOf(conversationId, {
    heldCount: 1,
    mentionedIds: ['other'],
    mentionState: 'open',
    ...states[state],
    ...given,
  })
  const held = newEntry(
    talk,
    {
      id: 'held' as TimelineEntry['id'],
      kind: 'message',
      number: 3,
      text: 'On its way!',
      deliveryState: 'held',
      collidedWith: { reason: 'answered', agentId: 'other', number: 2, sentAsId: '' },
    },
    { ...onServer(roles.haver, 800), basedOn: {} },
  )
  const customer = (id: string, mergedIntoId: string | null = null): RowWrite => ({
    collection: 'customer',
    row: newCustomer({
      id: id as Customer['id'],
      organisationId,
      brandId,
      currency: 'GBP',
      customerSinceAt: 1,
      mergedIntoId,
    }),
  })
  return [
    { collection: 'conversation', row: talk },
    { collection: 'conversation', row: conversationOf('target') },
    { collection: 'conversation', row: conversationOf('linked') },
    { collection: 'conversation', row: conversationOf('unlinked') },
    { collection: 'timeline', row: held },
    customer('buyer'),
    customer('namesake'),
    ...(['haver', 'asked', 'other', 'lead', 'colleague', 'admin'] as const).map((id) => ({
      collection: 'directory' as const,
      row: agentEntry(id, {
        organisationId,
        brandIds: [brandId],
        role: id === 'lead' || id === 'admin' ? id : 'agent',
      }),
    })),
    ...['queue-1', 'queue-2'].map((id) => ({
      collection: 'directory' as const,
      row: agentEntry(id, { organisationId, kind: 'queue', brandId, brandIds: [], role: '' }),
    })),
    {
      collection: 'directory',
      row: agentEntry('field', {
        organisationId,
        kind: 'field',
        brandIds: [],
        role: '',
        field: { about: 'conversation', type: 'choice', choices: ['red', 'blue'] },
      }),
    },
  ]
}

/** Each command as a person means it; `me` is whoever does it. `n` makes its ids. */
export interface Deed {
  readonly type: CommandType
  args(me: string, n: string): object
  readonly basedOn?: BasedOn
}

const on = (type: CommandType, more: (me: string, n: string) => object = () => ({})): Deed => ({
  type,
  args: (me, n) => ({ conversationId, entryId: `entry-${n}`, ...more(me, n) }),
})
const bare = (type: CommandType, more: (me: string, n: string) => object = () => ({})): Deed => ({
  type,
  args: (me, n) => ({ conversationId, ...more(me, n) }),
})
const transfer = (to: object) =>
  on('conversation.transfer', (_, n) => ({ to, note: 'Knows the carrier', noteId: `note-${n}`, language: 'en' }))
const both = (type: CommandType, otherId: string) => on(type, (_, n) => ({ otherId, otherEntryId: `other-entry-${n}` }))
const pair = (type: CommandType): Deed => ({
  type,
  args: (_, n) => ({ fromId: conversationId, intoId: 'target', entryId: `entry-${n}`, intoEntryId: `into-entry-${n}` }),
})

export const deeds = {
  'assign to oneself': on('conversation.assign', (me) => ({ assigneeId: me })),
  'assign to a colleague': on('conversation.assign', () => ({ assigneeId: 'colleague' })),
  'assign to nobody': on('conversation.assign', () => ({ assigneeId: null })),
  offer: on('conversation.offer', () => ({ agentId: 'colleague', forMs: 30_000 })),
  'withdraw-offer': on('conversation.withdraw-offer'),
  'accept-offer': on('conversation.accept-offer'),
  'decline-offer': on('conversation.decline-offer', () => ({ reason: 'At lunch' })),
  'expire-offer': on('conversation.expire-offer'),
  'give-back': on('conversation.give-back', () => ({ agentId: 'haver' })),
  'transfer to a queue': transfer({ kind: 'queue', queueId: 'queue-2' }),
  'transfer to an agent': transfer({ kind: 'agent', agentId: 'colleague' }),
  prioritise: on('conversation.prioritise', () => ({ priority: 'urgent' })),
  snooze: on('conversation.snooze', () => ({ untilAt: 50_000 })),
  unsnooze: on('conversation.unsnooze'),
  wake: on('conversation.wake'),
  resolve: on('conversation.resolve'),
  reopen: on('conversation.reopen'),
  'mark-spam': on('conversation.mark-spam'),
  'not-spam': on('conversation.not-spam'),
  merge: pair('conversation.merge'),
  unmerge: pair('conversation.unmerge'),
  link: both('conversation.link', 'unlinked'),
  unlink: both('conversation.unlink', 'linked'),
  'mark-read': bare('conversation.mark-read'),
  'tag.add': bare('tag.add', () => ({ tag: 'vip' })),
  'field.set': bare('field.set', () => ({ fieldId: 'field', value: 'red' })),
  'note.add': bare('note.add', (_, n) => ({
    noteId: `note-${n}`,
    text: 'Look at this',
    language: 'en',
    mentions: ['colleague'],
  })),
  'mention.read': bare('mention.read'),
  'message.send': bare('message.send', (_, n) => ({
    messageId: `message-${n}`,
    text: 'It left today.',
    language: 'en',
  })),
  'message.send-anyway': bare('message.send-anyway', (_, n) => ({ messageId: 'held', sentId: `sent-${n}` })),
  'message.drop': bare('message.drop', () => ({ messageId: 'held' })),
  end: on('conversation.end'),
  rate: on('conversation.rate', (_, n) => ({ stars: 4, comment: `comment ${n}` })),
  'message.receive': bare('message.receive', (_, n) => ({
    messageId: `message-${n}`,
    customerId: 'buyer',
    brandId,
    queueId: 'queue-1',
    channel: 'chat',
    text: 'Hello?',
    language: 'en',
    timeZone: '',
    currency: 'GBP',
  })),
} as const satisfies Record<string, Deed>
export type DeedName = keyof typeof deeds
export const deedNames = Object.keys(deeds) as readonly DeedName[]

/** As the server does it, which shows a person only what they may see: without the right to work on them, no conversation. */
export function seenBy(rows: RowReader, { kind, rights }: Actor): RowReader {
  const isBlind = kind === 'agent' && !rights.includes('conversation.work')
  return { get: (collection, id) => (isBlind && collection !== 'directory' ? undefined : rows.get(collection, id)) }
}

export const freshLife = (state: State, given?: Partial<Conversation>) => new TestRows(...lifeRows(state, given))

/** What a conversation has become, in the words of the table. */
export function stateOf(talk: Conversation, me: string): string {
  if (talk.status !== 'open') return talk.status
  if (talk.offeredToId !== null) return 'offered'
  if (talk.assigneeId === null) return 'free'
  if (talk.assigneeId === 'haver') return 'had'
  return talk.assigneeId === me ? 'taken' : 'given'
}
