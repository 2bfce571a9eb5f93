import type { Actor, RowWrite } from '#shared/domain/command.ts'
import { newConversation } from '#shared/domain/conversation/new-conversation.ts'
import { blankEntry } from '#shared/domain/directory/blank-entry.ts'
import { builtInRoles } from '#shared/domain/directory/rights.ts'
import type { CommandArgs, CommandType } from '#shared/domain/commands.ts'
import type { SyncedCollection, SyncedRows } from '#shared/domain/entities.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import { hashPassword } from '../auth/password.ts'
import type { Database } from '../db/database.ts'
import { type RowStore, rowStores } from '../db/row-store.ts'
import type { Viewer } from '../policy/may-see.ts'
import { seed } from '../demo/seed.ts'

/** A small organisation: two brands, three agents, two conversations. Another organisation stands beside it. */
export const org = 'org-1'
export const password = 'seven herons over the weir'
/** What is tested is not how long guessing takes. */
export const cheapCost = { memoryKib: 8, passes: 1 }

export const directoryRow = (id: string, given: Partial<SyncedRows['directory']>): RowWrite => ({
  collection: 'directory',
  row: {
    id,
    organisationId: org as SyncedRows['directory']['organisationId'],
    kind: 'agent',
    name: id,
    ...blankEntry(),
    ...given,
  },
})

export const agentRow = (id: string, brandIds: string[], given: Partial<SyncedRows['directory']> = {}) =>
  directoryRow(id, { role: 'agent', email: `${id}@example.org`, brandIds, ...given })

export const conversationRow = (
  id: string,
  brandId: string,
  given: Partial<SyncedRows['conversation']> = {},
): RowWrite => ({
  collection: 'conversation',
  row: {
    ...newConversation({
      id: id as SyncedRows['conversation']['id'],
      organisationId: org as SyncedRows['conversation']['organisationId'],
      brandId,
      customerId: `customer-of-${id}` as SyncedRows['conversation']['customerId'],
      channel: 'chat',
      openedAt: 1,
    }),
    language: 'en',
    tags: ['late', '"quoted"'],
    waitingSinceAt: 1,
    ...given,
  },
})

export const workplaceRows: readonly RowWrite[] = [
  directoryRow(org, { kind: 'organisation', name: 'Meridian' }),
  directoryRow('brand-a', { kind: 'brand', name: 'Northwind' }),
  directoryRow('brand-b', { kind: 'brand', name: 'Kite' }),
  directoryRow('queue-a-de', { kind: 'queue', brandId: 'brand-a', languages: ['de'] }),
  directoryRow('queue-a-zh', { kind: 'queue', brandId: 'brand-a', languages: ['zh-Hans', 'en'] }),
  agentRow('ana', ['brand-a'], { name: 'Ana Kovač' }),
  agentRow('ben', ['brand-b']),
  agentRow('lea', ['brand-a', 'brand-b'], { role: 'lead' }),
  conversationRow('conversation-a', 'brand-a'),
  conversationRow('conversation-b', 'brand-b'),
  directoryRow('org-2', { kind: 'organisation', organisationId: 'org-2' as SyncedRows['directory']['organisationId'] }),
  agentRow('eve', ['brand-a'], { organisationId: 'org-2' as SyncedRows['directory']['organisationId'] }),
]

export async function fillWorkplace(database: Database, more: readonly RowWrite[] = []): Promise<void> {
  await seed(database, () => [...workplaceRows, ...more])
  for (const name of ['ana', 'ben', 'lea', 'eve']) await bindReplica(database, name)
}

export async function giveCredentials(database: Database, ...agentIds: readonly string[]): Promise<void> {
  const secret = await hashPassword(password, cheapCost)
  await database.transaction(async (db) => {
    for (const id of agentIds) {
      await db.execute(
        `INSERT INTO credential (agent_id, organisation_id, email, secret, changed_at)
         SELECT id, organisation_id, $2, $3, 0 FROM directory WHERE id = $1`,
        [id, `${id}@example.org`, secret],
      )
    }
  })
}

async function bindReplica(database: Database, agentId: string): Promise<void> {
  await database.transaction(async (db) => {
    await db.execute(
      `INSERT INTO replica (id, organisation_id, agent_id, installation_id, made_at) VALUES ($1, $2, $3, 'i', 0)`,
      [replicaOf(agentId), agentId === 'eve' ? 'org-2' : org, agentId],
    )
  })
}

export const replicaOf = (agentId: string) => `replica-${agentId}`

export const agentActor = (id: string, brandIds: readonly string[], organisationId = org): Actor => ({
  kind: 'agent',
  id,
  organisationId,
  brandIds,
  rights: builtInRoles.agent,
})

export const viewerOf = (
  id: string,
  brandIds: readonly string[],
  rights: Viewer['rights'] = builtInRoles.agent,
): Viewer => ({
  agentId: id,
  organisationId: org,
  brandIds,
  rights,
  replicaId: replicaOf(id),
})

export const ana = agentActor('ana', ['brand-a'])
export const lea: Actor = { ...agentActor('lea', ['brand-a', 'brand-b']), rights: builtInRoles.lead }

/** A command of an agent's log. Ids follow from the number, so that the same call makes the same command. */
export function envelope<Type extends CommandType>(
  agentId: string,
  deviceSeq: number,
  type: Type,
  args: { readonly [Field in keyof CommandArgs<Type>]: unknown },
  given: Partial<Envelope> = {},
): Envelope {
  return {
    id: `command-${agentId}-${deviceSeq}`,
    replicaId: replicaOf(agentId),
    logId: `log-${agentId}`,
    deviceSeq,
    type,
    version: 1,
    args,
    basedOn: {},
    issuedAt: 1,
    ...given,
  }
}

export const note = (agentId: string, deviceSeq: number, conversationId = 'conversation-a', text = 'a note') =>
  envelope(agentId, deviceSeq, 'note.add', {
    noteId: `note-${agentId}-${deviceSeq}`,
    conversationId,
    text,
    language: 'en',
  })

export async function rowsOf<Name extends SyncedCollection>(
  database: Database,
  name: Name,
): Promise<readonly SyncedRows[Name][]> {
  return (rowStores[name] as RowStore<SyncedRows[Name]>).find(database, 'true ORDER BY id', [])
}
