import type { Actor, ReduceContext, RowReader, RowWrite } from '../command.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { newConversation } from '../conversation/new-conversation.ts'
import type { DirectoryEntry } from '../directory/directory-entry.ts'
import type { SyncedCollection, SyncedRows } from '../entities.ts'

/** Rows in memory, for tests of reducers. */
export class TestRows implements RowReader {
  readonly #rows = new Map<string, RowWrite>()

  constructor(...writes: readonly RowWrite[]) {
    this.write(writes)
  }

  get<Name extends SyncedCollection>(collection: Name, id: string): SyncedRows[Name] | undefined {
    return this.#rows.get(`${collection}/${id}`)?.row as SyncedRows[Name] | undefined
  }

  all(): readonly RowWrite[] {
    return [...this.#rows.values()]
  }

  write(writes: readonly RowWrite[]): void {
    for (const write of writes) this.#rows.set(`${write.collection}/${write.row.id}`, write)
  }
}

export const amara: Actor = {
  kind: 'agent',
  id: 'agent-amara',
  organisationId: 'org',
  brandIds: ['brand'],
  rights: ['conversation.work'],
}
export const visitor: Actor = {
  kind: 'customer',
  id: 'customer-1',
  organisationId: 'org',
  brandIds: ['brand'],
  rights: [],
}

export const system: Actor = { kind: 'system', id: 'timers', organisationId: 'org', brandIds: [], rights: [] }

export const onServer = (actor: Actor, now = 1_000): Omit<ReduceContext, 'basedOn'> => ({
  now,
  actor,
  place: { at: 'server' },
})
export const onDesk = (actor: Actor, deviceSeq: number, uplinked = false): Omit<ReduceContext, 'basedOn'> => ({
  now: 1_000,
  actor,
  place: { at: 'replica', deviceSeq, uplinked },
})

/** As the directory knows an agent. */
export const agentEntry = (id: string, given: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  id,
  organisationId: 'org' as DirectoryEntry['organisationId'],
  brandId: '',
  rev: 1,
  kind: 'agent',
  name: id,
  parentId: '',
  email: '',
  role: 'agent',
  languages: [],
  brandIds: ['brand'],
  timeZone: '',
  skillIds: [],
  roleId: '',
  rights: [],
  reopensTo: '',
  field: null,
  chat: null,
  view: null,
  isActive: true,
  ...given,
})

export const openConversation: Conversation = {
  ...newConversation({
    id: 'conversation-1' as Conversation['id'],
    organisationId: 'org' as Conversation['organisationId'],
    brandId: 'brand',
    customerId: 'customer-1' as Conversation['customerId'],
    channel: 'chat',
    openedAt: 100,
  }),
  rev: 4,
  queueId: 'queue',
  subject: 'Where is my parcel?',
  language: 'en',
  lastNumber: 3,
  lastMessageAt: 900,
  lastMessageBy: 'customer',
  snippet: 'Where is my parcel?',
  waitingSinceAt: 900,
  unreadCount: 2,
}
