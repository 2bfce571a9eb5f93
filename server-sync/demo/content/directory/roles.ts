import type { Right } from '#shared/domain/directory/rights.ts'

interface RoleSpec {
  readonly id: string
  readonly name: string
  readonly rights: readonly Right[]
}

/** Beside the built-in ones. */
export const roles = [
  { id: 'role-editor', name: 'Knowledge editor', rights: ['conversation.work', 'knowledge.edit'] },
  {
    id: 'role-floor-manager',
    name: 'Floor manager',
    rights: ['conversation.work', 'conversation.direct', 'people.manage', 'device.manage'],
  },
] as const satisfies readonly RoleSpec[]

export const skills = [
  { id: 'skill-returns', name: 'Returns' },
  { id: 'skill-vip', name: 'VIP care' },
  { id: 'skill-customs', name: 'Customs and duties' },
] as const

export type OwnRoleId = (typeof roles)[number]['id']
export type SkillId = (typeof skills)[number]['id']
