import { describe, expect, it } from 'vitest'
import type { Actor } from '#shared/domain/command.ts'
import { conversationRow } from '../testing/workplace.ts'
import { maySee } from './may-see.ts'
import { mayTouch } from './may-touch.ts'

const agent: Actor = {
  kind: 'agent',
  id: 'ana',
  organisationId: 'org-1',
  brandIds: ['brand-a'],
  rights: ['conversation.work'],
}
const customer: Actor = {
  kind: 'customer',
  id: 'customer-of-c',
  organisationId: 'org-1',
  brandIds: ['brand-a'],
  rights: [],
}
const foreign = conversationRow('c', 'brand-a', { organisationId: 'org-2' as never })

describe('who may touch what', () => {
  it('nobody touches another organisation', () => {
    for (const kind of ['agent', 'customer', 'system'] as const)
      expect(mayTouch({ ...agent, kind }, foreign)).toBe(false)
  })

  it('an agent touches what belongs to their brands or to the whole organisation', () => {
    expect(mayTouch(agent, conversationRow('c', 'brand-a'))).toBe(true)
    expect(mayTouch(agent, conversationRow('c', ''))).toBe(true)
    expect(mayTouch(agent, conversationRow('c', 'brand-b'))).toBe(false)
  })

  it('a customer touches their own conversations, and nothing of the whole organisation', () => {
    expect(mayTouch(customer, conversationRow('c', 'brand-a'))).toBe(true)
    expect(mayTouch(customer, conversationRow('d', 'brand-a'))).toBe(false)
    expect(mayTouch(customer, conversationRow('c', ''))).toBe(false)
    expect(mayTouch({ ...customer, brandIds: ['brand-b'] }, conversationRow('c', 'brand-a'))).toBe(false)
  })
})

describe('who may see what', () => {
  const viewer = { organisationId: 'org-1', brandIds: ['brand-a'], replicaId: 'desk' }
  const entry = { organisationId: 'org-1', brandId: 'brand-a', replicaId: null }

  it('a viewer sees their brands and the whole organisation, of their organisation only', () => {
    expect(maySee(viewer, entry)).toBe(true)
    expect(maySee(viewer, { ...entry, brandId: '' })).toBe(true)
    expect(maySee(viewer, { ...entry, brandId: 'brand-b' })).toBe(false)
    expect(maySee(viewer, { ...entry, organisationId: 'org-2', brandId: '' })).toBe(false)
  })

  it('a desk sees its own cursor and no other', () => {
    expect(maySee(viewer, { ...entry, brandId: '', replicaId: 'desk' })).toBe(true)
    expect(maySee(viewer, { ...entry, brandId: '', replicaId: 'another' })).toBe(false)
    expect(maySee({ ...viewer, organisationId: 'org-2' }, { ...entry, brandId: '', replicaId: 'desk' })).toBe(false)
  })
})
