/**
 * Everything that somebody may be allowed to do. Named after what they do, not after who they are: a role is a named set of
 * these, and an organisation may make its own.
 */
export const rights = [
  /** See and answer the conversations of the brands they serve. */
  'conversation.work',
  /** Assign what is somebody's to somebody else, and take it. */
  'conversation.direct',
  /** Write articles, macros and terms. */
  'knowledge.edit',
  /** Agents, teams, roles. */
  'people.manage',
  /** The organisation's brands, sites, queues, skills and desk policy. */
  'workplace.manage',
  /** Sessions and computers of others: end them, erase them. */
  'device.manage',
  /** Read the record of who did what with other people's data. */
  'audit.read',
] as const
export type Right = (typeof rights)[number]

/** A right that this build does not know counts as not given. */
export const isRight = (name: string): name is Right => (rights as readonly string[]).includes(name)

export type BuiltInRole = 'agent' | 'lead' | 'admin'

/** An admin reads no customer's word: whoever also works on conversations gets a role that says so. */
export const builtInRoles: Readonly<Record<BuiltInRole, readonly Right[]>> = {
  agent: ['conversation.work'],
  lead: ['conversation.work', 'conversation.direct', 'knowledge.edit'],
  admin: ['people.manage', 'workplace.manage', 'device.manage', 'audit.read'],
}
