import { expect, it } from 'vitest'
import { notWaiting } from '#shared/domain/conversation/not-waiting.ts'
import { blankEntry } from '#shared/domain/directory/blank-entry.ts'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { openConversation } from '#shared/domain/testing/rows.ts'
import { teamMembers } from './team-members.ts'

const agent = (id: string, given: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  ...blankEntry(),
  id,
  organisationId: 'org' as DirectoryEntry['organisationId'],
  kind: 'agent',
  name: id,
  role: 'agent',
  brandIds: ['b'],
  ...given,
})
const talk = (id: string, assigneeId: string, waitingSinceAt: number) => ({
  conversation: { ...openConversation, id: id as never, assigneeId, waitingSinceAt },
  customerName: '',
  isPending: false,
})

it('shows first with whom a customer waits longest, and nobody of other brands or who has left', () => {
  const members = teamMembers({
    directory: [
      agent('zoe'),
      agent('ann'),
      agent('lea'),
      agent('other', { brandIds: ['c'] }),
      agent('left', { isActive: false }),
      agent('admin', { role: 'admin' }),
    ],
    presences: [{ agentId: 'zoe', state: 'busy', reasonId: '', cause: 'chosen', sinceAt: 5, next: null }],
    rows: [talk('1', 'zoe', 100), talk('2', 'lea', 200), talk('3', 'zoe', 300), talk('4', 'ann', notWaiting)],
    brandIds: ['b'],
  })
  expect(members.map((member) => [member.agent.id, member.waiting, member.work.length])).toEqual([
    ['zoe', 2, 2],
    ['lea', 1, 1],
    ['ann', 0, 1],
  ])
  expect(members[0]?.presence?.state).toBe('busy')
})
