import type { BrandId, DemoLanguage } from './brands.ts'
import type { OwnRoleId, SkillId } from './roles.ts'

interface AgentSpec {
  readonly id: string
  readonly name: string
  readonly role: 'agent' | 'lead' | 'admin'
  /** In place of the built-in one. */
  readonly ownRole?: OwnRoleId
  readonly skills?: readonly SkillId[]
  readonly team: string
  readonly languages: readonly DemoLanguage[]
  readonly brands: readonly BrandId[]
}

const both: readonly BrandId[] = ['northwind-home', 'kite-and-crane']

/** The first word of an id after the dash is the name in the e-mail address. Most fluent language first. */
export const agents = [
  {
    id: 'agent-amara',
    name: 'Amara Okafor',
    role: 'agent',
    team: 'team-europe',
    languages: ['en', 'fr', 'es'],
    brands: both,
    skills: ['skill-returns', 'skill-vip'],
  },
  {
    id: 'agent-kenji',
    name: 'Kenji Sato',
    role: 'agent',
    team: 'team-pacific',
    languages: ['ja', 'en', 'zh-Hans'],
    brands: both,
    skills: ['skill-customs'],
  },
  {
    id: 'agent-lukas',
    name: 'Lukas Brandt',
    role: 'agent',
    team: 'team-europe',
    languages: ['de', 'en'],
    brands: ['northwind-home'],
  },
  {
    id: 'agent-camille',
    name: 'Camille Rousseau',
    role: 'agent',
    team: 'team-europe',
    languages: ['fr', 'en', 'it'],
    brands: both,
    ownRole: 'role-editor',
    skills: ['skill-returns'],
  },
  {
    id: 'agent-giulia',
    name: 'Giulia Ferri',
    role: 'agent',
    team: 'team-iberia',
    languages: ['it', 'en', 'es'],
    brands: both,
  },
  {
    id: 'agent-mateo',
    name: 'Mateo Herrera',
    role: 'agent',
    team: 'team-iberia',
    languages: ['es', 'en', 'pt'],
    brands: both,
  },
  {
    id: 'agent-rui',
    name: 'Rui Almeida',
    role: 'agent',
    team: 'team-iberia',
    languages: ['pt', 'es', 'en'],
    brands: both,
  },
  {
    id: 'agent-layla',
    name: 'Layla Haddad',
    role: 'agent',
    team: 'team-europe',
    languages: ['ar', 'en', 'fr'],
    brands: both,
  },
  {
    id: 'agent-meilin',
    name: 'Chen Meilin',
    role: 'agent',
    team: 'team-pacific',
    languages: ['zh-Hans', 'en'],
    brands: ['kite-and-crane'],
  },
  {
    id: 'agent-minjun',
    name: 'Park Min-jun',
    role: 'agent',
    team: 'team-pacific',
    languages: ['ko', 'en', 'ja'],
    brands: ['kite-and-crane'],
  },
  { id: 'agent-bea', name: 'Bea Santos', role: 'agent', team: 'team-nights', languages: ['en', 'es'], brands: both },
  { id: 'agent-paolo', name: 'Paolo Reyes', role: 'agent', team: 'team-nights', languages: ['en', 'it'], brands: both },
  {
    id: 'lead-ines',
    name: 'Inês Carvalho',
    role: 'lead',
    team: 'team-europe',
    languages: ['pt', 'es', 'en'],
    brands: both,
  },
  {
    id: 'lead-marisol',
    name: 'Marisol Dizon',
    role: 'lead',
    team: 'team-pacific',
    languages: ['en', 'es'],
    brands: both,
  },
  { id: 'admin-ade', name: 'Ade Balogun', role: 'admin', team: 'team-europe', languages: ['en'], brands: [] },
] as const satisfies readonly AgentSpec[]

export type AgentId = (typeof agents)[number]['id']
