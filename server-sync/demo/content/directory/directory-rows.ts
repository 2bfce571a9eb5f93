import { blankEntry } from '#shared/domain/directory/blank-entry.ts'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { owned } from '../owned.ts'
import { agents } from './agents.ts'
import { brands } from './brands.ts'
import { queues } from './queues.ts'
import { roles, skills } from './roles.ts'

const blank = { ...blankEntry(), ...owned('') }

const teams = [
  { id: 'team-europe', name: 'Europe', site: 'site-lisbon' },
  { id: 'team-iberia', name: 'Iberia & Italy', site: 'site-lisbon' },
  { id: 'team-pacific', name: 'Pacific', site: 'site-manila' },
  { id: 'team-nights', name: 'Nights & weekends', site: 'site-manila' },
] as const

const siteTimeZone = { 'site-lisbon': 'Europe/Lisbon', 'site-manila': 'Asia/Manila' } as const

export function directoryRows(): readonly DirectoryEntry[] {
  return [
    { ...blank, id: 'org-meridian', kind: 'organisation', name: 'Meridian Contact' },
    ...brands.map(
      (brand): DirectoryEntry => ({
        ...blank,
        id: brand.id,
        brandId: brand.id,
        kind: 'brand',
        name: brand.name,
        parentId: 'org-meridian',
        languages: [...brand.languages],
      }),
    ),
    ...(['site-manila', 'site-lisbon'] as const).map(
      (id): DirectoryEntry => ({
        ...blank,
        id,
        kind: 'site',
        name: id === 'site-manila' ? 'Manila' : 'Lisbon',
        parentId: 'org-meridian',
        timeZone: siteTimeZone[id],
      }),
    ),
    ...skills.map((skill): DirectoryEntry => ({ ...blank, ...skill, kind: 'skill', parentId: 'org-meridian' })),
    ...roles.map(
      (role): DirectoryEntry => ({
        ...blank,
        ...role,
        rights: [...role.rights],
        kind: 'role',
        parentId: 'org-meridian',
      }),
    ),
    ...teams.map(
      (team): DirectoryEntry => ({
        ...blank,
        id: team.id,
        kind: 'team',
        name: team.name,
        parentId: team.site,
      }),
    ),
    ...queues.map(
      (queue): DirectoryEntry => ({
        ...blank,
        id: queue.id,
        brandId: queue.brand,
        kind: 'queue',
        name: queue.name,
        parentId: queue.brand === '' ? 'org-meridian' : queue.brand,
        languages: [...queue.languages],
        skillIds: queue.id.endsWith('-returns') ? ['skill-returns'] : queue.id === 'queue-vip' ? ['skill-vip'] : [],
      }),
    ),
    ...agents.map(
      (agent): DirectoryEntry => ({
        ...blank,
        id: agent.id,
        kind: 'agent',
        name: agent.name,
        parentId: agent.team,
        email: `${agent.id.split('-')[1]}@meridian.example`,
        role: agent.role,
        roleId: 'ownRole' in agent ? agent.ownRole : '',
        skillIds: 'skills' in agent ? [...agent.skills] : [],
        languages: [...agent.languages],
        brandIds: [...agent.brands],
        timeZone: siteTimeZone[teams.find((team) => team.id === agent.team)?.site ?? 'site-lisbon'],
      }),
    ),
  ]
}
