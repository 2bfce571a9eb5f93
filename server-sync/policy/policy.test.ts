import { describe, expect, it } from 'vitest'
import type { Actor } from '#shared/domain/command.ts'
import { type Right, builtInRoles } from '#shared/domain/directory/rights.ts'
import { agentActor, conversationRow, org, viewerOf } from '../testing/workplace.ts'
import { maySeeEntry, maySeeRow } from './may-see.ts'
import { rightsOver } from './rights-over.ts'

const customer: Actor = {
  kind: 'customer',
  id: 'customer-of-c',
  organisationId: org,
  brandIds: ['brand-a'],
  rights: [],
}
const nothingElse = { readRows: async () => [] }

async function mayChange(actor: Actor, conversation: ReturnType<typeof conversationRow>) {
  const rights = await rightsOver(nothingElse, actor, [conversation])
  return rights.mayWrite(conversation, conversation, [conversation])
}

describe('who may change what', () => {
  const ana = agentActor('ana', ['brand-a'])
  const foreign = conversationRow('c', 'brand-a', { organisationId: 'org-2' as never })

  it('nobody changes anything of another organisation', async () => {
    for (const kind of ['agent', 'customer', 'system'] as const)
      expect(await mayChange({ ...ana, kind }, foreign)).toBe(false)
  })

  it('an agent changes what belongs to their brands or to the whole organisation', async () => {
    expect(await mayChange(ana, conversationRow('c', 'brand-a'))).toBe(true)
    expect(await mayChange(ana, conversationRow('c', ''))).toBe(true)
    expect(await mayChange(ana, conversationRow('c', 'brand-b'))).toBe(false)
  })

  it('a customer changes their own conversations, and nothing of the whole organisation', async () => {
    expect(await mayChange(customer, conversationRow('c', 'brand-a'))).toBe(true)
    expect(await mayChange(customer, conversationRow('d', 'brand-a'))).toBe(false)
    expect(await mayChange(customer, conversationRow('c', ''))).toBe(false)
    expect(await mayChange({ ...customer, brandIds: ['brand-b'] }, conversationRow('c', 'brand-a'))).toBe(false)
  })

  it('what is changed must still be theirs afterwards', async () => {
    const [mine, moved] = [conversationRow('c', 'brand-a'), conversationRow('c', 'brand-b')]
    const rights = await rightsOver(nothingElse, ana, [mine])
    expect(rights.mayWrite(mine, moved, [moved])).toBe(false)
  })
})

describe('who may see what', () => {
  const entry = { organisationId: org, brandId: 'brand-a', replicaId: null, collection: 'timeline' as const }
  const ana = viewerOf('ana', ['brand-a'])
  const admin = viewerOf('an-admin', ['brand-a'], builtInRoles.admin)

  it('an agent is told of their brands and the whole organisation, of their organisation only', () => {
    expect(maySeeEntry(ana, entry)).toBe(true)
    expect(maySeeEntry(ana, { ...entry, brandId: '' })).toBe(true)
    expect(maySeeEntry(ana, { ...entry, brandId: 'brand-b' })).toBe(false)
    expect(maySeeEntry(ana, { ...entry, organisationId: 'org-2', brandId: '' })).toBe(false)
  })

  it('a desk is told of its own cursor and of no other', () => {
    const cursor = { ...entry, brandId: '', collection: null, replicaId: ana.replicaId }
    expect(maySeeEntry(ana, cursor)).toBe(true)
    expect(maySeeEntry(ana, { ...cursor, replicaId: 'another' })).toBe(false)
    expect(maySeeEntry({ ...ana, organisationId: 'org-2' }, cursor)).toBe(false)
  })

  it('an admin who works on no conversations sees the whole directory, and no word of a customer', () => {
    const { row } = conversationRow('c', 'brand-a')
    expect(maySeeRow(admin, 'conversation', row)).toBe(false)
    expect(maySeeEntry(admin, entry)).toBe(false)
    expect(maySeeEntry(admin, { ...entry, collection: 'knowledge' })).toBe(false)
    expect(maySeeEntry(admin, { ...entry, collection: 'directory', brandId: 'brand-b' })).toBe(true)
  })

  it('a right that this build does not know gives nothing', () => {
    const odd = viewerOf('odd', ['brand-a'], ['conversation.everything' as Right])
    expect(maySeeEntry(odd, entry)).toBe(false)
    expect(maySeeEntry(odd, { ...entry, collection: 'directory' })).toBe(true)
  })
})
