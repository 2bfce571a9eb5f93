import { expect, it } from 'vitest'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { handOverTargets } from './hand-over-targets.ts'

const entry = (id: string, changed: Partial<DirectoryEntry>) =>
  [
    id,
    {
      id,
      name: id,
      kind: 'queue',
      parentId: '',
      brandId: '',
      brandIds: [],
      role: '',
      roleId: '',
      isActive: true,
      ...changed,
    },
  ] as [string, DirectoryEntry]
const directory = new Map([
  entry('Returns', { brandId: 'north' as DirectoryEntry['brandId'] }),
  entry('Chat', {}),
  entry('Elsewhere', { brandId: 'south' as DirectoryEntry['brandId'] }),
  entry('Mei', { kind: 'agent', role: 'agent', brandIds: ['north'] }),
  entry('Ben', { kind: 'agent', role: 'lead', brandIds: ['north'] }),
  entry('Lía', { kind: 'agent', role: 'agent', brandIds: ['south'] }),
  entry('Gone', { kind: 'agent', role: 'agent', brandIds: ['north'], isActive: false }),
])
const named = (words: string, assigneeId: string | null = null, queueId = '') =>
  handOverTargets(
    directory,
    { brandId: 'north', assigneeId, queueId } as Parameters<typeof handOverTargets>[1],
    words,
  ).map(({ name }) => name)

it('offers the queues of its brand, and then those who serve it, by name', () => {
  expect(named('')).toEqual(['Chat', 'Returns', 'Ben', 'Mei'])
})

it('offers nobody who has it, nor the queue where it stands, but the queue of what somebody has', () => {
  expect(named('', null, 'Chat')).toEqual(['Returns', 'Ben', 'Mei'])
  expect(named('', 'Mei', 'Chat')).toEqual(['Chat', 'Returns', 'Ben'])
})

it('finds them by what is typed', () => {
  expect(named('re')).toEqual(['Returns'])
  expect(named('MEI')).toEqual(['Mei'])
})
