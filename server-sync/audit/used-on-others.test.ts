import { describe, expect, it } from 'vitest'
import type { Actor } from '#shared/domain/command.ts'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { newCustomer } from '#shared/domain/customer/new-customer.ts'
import { ana, conversationRow, directoryRow, workplaceRows } from '../testing/workplace.ts'
import { usedOnOthers } from './used-on-others.ts'

const customer = newCustomer({
  id: 'customer-1' as Customer['id'],
  organisationId: 'org-1' as Customer['organisationId'],
  brandId: 'brand-a',
  currency: 'EUR',
  customerSinceAt: 1,
})
const had = (assigneeId: string | null) => conversationRow('c', 'brand-a', { assigneeId })
const recorded = (before: string | null, after: string | null, actor: Actor = ana) =>
  usedOnOthers(actor, 'conversation.assign', [{ before: had(before), after: had(after) }])

describe('what is recorded of a command', () => {
  it('what somebody does with a colleague’s conversation, takes from them or gives them', () => {
    expect(recorded('ben', 'ben')).toEqual([
      {
        organisationId: 'org-1',
        actorKind: 'agent',
        actorId: 'ana',
        verb: 'conversation.assign',
        subjectId: 'c',
        detail: { brandId: 'brand-a', assigneeWas: 'ben', assigneeIs: 'ben' },
      },
    ])
    expect(recorded('ben', 'ana')).toHaveLength(1)
    expect(recorded(null, 'ben')).toHaveLength(1)
    expect(recorded('ben', null)).toHaveLength(1)
  })

  it('whatever is changed in the directory', () => {
    const [agent] = workplaceRows.filter(({ row }) => row.id === 'ben')
    if (!agent) throw new Error('Ben left')
    expect(usedOnOthers(ana, 'agent.change', [{ before: undefined, after: agent }])).toMatchObject([
      { subjectId: 'ben', detail: { kind: 'agent', isNew: true } },
    ])
  })

  it('which details of a customer were changed and with whom they were merged, and never what they say', () => {
    const before = { collection: 'customer' as const, row: customer }
    const after = { collection: 'customer' as const, row: { ...customer, rev: 2, city: 'Cork', mergedIntoId: 'other' } }
    expect(usedOnOthers(ana, 'customer.edit', [{ before, after }])).toEqual([
      {
        organisationId: 'org-1',
        actorKind: 'agent',
        actorId: 'ana',
        verb: 'customer.edit',
        subjectId: 'customer-1',
        detail: { brandId: 'brand-a', fields: 'city mergedIntoId', mergedIntoId: 'other' },
      },
    ])
  })

  it('whose view somebody else changes, and not what they keep for themselves', () => {
    const view = (parentId: string) => directoryRow('view-1', { kind: 'view', parentId })
    const saved = (parentId: string) => usedOnOthers(ana, 'view.save', [{ before: undefined, after: view(parentId) }])
    expect(saved('ana')).toEqual([])
    expect(saved('ben')).toMatchObject([{ detail: { kind: 'view', isNew: true } }])
  })

  it('not an agent’s own work, nor what customers and the system do', () => {
    expect(recorded('ana', 'ana')).toEqual([])
    expect(recorded(null, 'ana')).toEqual([])
    expect(recorded('ana', null)).toEqual([])
    for (const kind of ['customer', 'system'] as const) expect(recorded('ben', 'ben', { ...ana, kind })).toEqual([])
  })
})
