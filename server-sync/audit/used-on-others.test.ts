import { describe, expect, it } from 'vitest'
import type { Actor } from '#shared/domain/command.ts'
import { ana, conversationRow, workplaceRows } from '../testing/workplace.ts'
import { usedOnOthers } from './used-on-others.ts'

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

  it('not an agent’s own work, nor what customers and the system do', () => {
    expect(recorded('ana', 'ana')).toEqual([])
    expect(recorded(null, 'ana')).toEqual([])
    expect(recorded('ana', null)).toEqual([])
    for (const kind of ['customer', 'system'] as const) expect(recorded('ben', 'ben', { ...ana, kind })).toEqual([])
  })
})
