import type { Actor } from '../../command.ts'
import type { SyncedCollection, SyncedRows } from '../../entities.ts'
import { prepareCommand } from '../../run-command.ts'
import { blankEntry } from '../blank-entry.ts'
import type { DirectoryEntry } from '../directory-entry.ts'
import { DirectoryView } from '../directory-view.ts'

/** A directory in memory that runs commands as the server does. */
export class SmallOrganisation {
  readonly entries = new Map<string, DirectoryEntry>()

  constructor(...entries: readonly (Partial<DirectoryEntry> & Pick<DirectoryEntry, 'id' | 'kind'>)[]) {
    for (const given of entries) {
      const entry = {
        ...blankEntry(),
        organisationId: 'org' as DirectoryEntry['organisationId'],
        name: given.id,
        ...(given.kind === 'agent' ? { email: `${given.id}@example.org`, role: 'agent' as const } : {}),
        ...given,
      }
      this.entries.set(entry.id, entry)
    }
  }

  /** @returns the refusal's kind, or `applied` or `unchanged`. */
  run(actor: Actor, type: string, args: object): string {
    const prepared = prepareCommand({ type, version: 1, args, basedOn: {} })
    if (!prepared.ok) return prepared.refusal.kind
    const view = this.view()
    const reduced = prepared.run(
      {
        get: <Name extends SyncedCollection>(_: Name, id: string) =>
          this.entries.get(id) as SyncedRows[Name] | undefined,
        directory: () => view,
      },
      { now: 1, actor, place: { at: 'server' } },
    )
    if (reduced.outcome === 'refused') return reduced.refusal.kind
    if (reduced.outcome === 'applied') {
      for (const { row } of reduced.writes) this.entries.set(row.id, row as DirectoryEntry)
    }
    return reduced.outcome
  }

  view(): DirectoryView {
    return new DirectoryView(this.entries.values())
  }

  /** An agent of this directory, with the rights that they have now. */
  actor(id: string): Actor {
    const view = this.view()
    const agent = view.get('agent', id)
    if (!agent) throw new Error(`no agent ${id}`)
    return { kind: 'agent', id, organisationId: 'org', brandIds: agent.brandIds, rights: view.rightsOf(agent) }
  }
}

export const operator: Actor = { kind: 'system', id: 'operator', organisationId: 'org', brandIds: [], rights: [] }

export const smallOrganisation = () =>
  new SmallOrganisation(
    { id: 'org', kind: 'organisation' },
    { id: 'brand', kind: 'brand', brandId: 'brand' },
    { id: 'other-brand', kind: 'brand', brandId: 'other-brand' },
    { id: 'site', kind: 'site', timeZone: 'Asia/Manila' },
    { id: 'team', kind: 'team', parentId: 'site' },
    { id: 'queue', kind: 'queue', parentId: 'brand', brandId: 'brand' },
    { id: 'skill', kind: 'skill' },
    { id: 'people', kind: 'role', rights: ['people.manage', 'conversation.work'] },
    { id: 'ade', kind: 'agent', role: 'admin' },
    { id: 'pia', kind: 'agent', roleId: 'people', brandIds: ['brand'] },
    { id: 'amara', kind: 'agent', brandIds: ['brand'] },
  )

export const newAgent = (id: string, given: object = {}) => ({
  id,
  name: id,
  email: `${id}@example.org`,
  role: 'agent',
  roleId: '',
  teamId: 'team',
  brandIds: ['brand'],
  skillIds: ['skill'],
  languages: ['en'],
  timeZone: '',
  ...given,
})
