import type { CommandArgs } from '../commands.ts'

/** What a new agent has of which nobody has said anything. */
export const blankAgent: Omit<CommandArgs<'agent.add'>, 'id' | 'name' | 'email'> = {
  role: 'agent',
  roleId: '',
  teamId: '',
  brandIds: [],
  skillIds: [],
  languages: [],
  timeZone: '',
}
