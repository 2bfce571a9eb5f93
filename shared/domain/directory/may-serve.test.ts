import { expect, it } from 'vitest'
import { agentEntry } from '../testing/rows.ts'
import { mayServe, rolesOf } from './may-serve.ts'
import { TestRows } from '../testing/rows.ts'

const role = (rights: string[]) => agentEntry('role-1', { kind: 'role', role: '', rights })
const editor = agentEntry('ben', { roleId: 'role-1', brandIds: ['brand'] })

it('a role of the organisation’s own says whether somebody works on conversations, in place of the built-in one', () => {
  expect(mayServe(editor, 'brand', () => role(['conversation.work']))).toBe(true)
  expect(mayServe(editor, 'brand', () => role(['knowledge.edit']))).toBe(false)
  expect(mayServe(editor, 'brand', () => undefined)).toBe(false)
  expect(mayServe(editor, 'elsewhere', () => role(['conversation.work']))).toBe(false)
})

it('a built-in one needs no other entry, and whoever left serves nobody', () => {
  const agent = agentEntry('mei', { brandIds: ['brand'] })
  const unknown = () => undefined
  expect(mayServe(agent, 'brand', unknown)).toBe(true)
  expect(mayServe({ ...agent, isActive: false }, 'brand', unknown)).toBe(false)
  expect(mayServe({ ...agent, role: 'admin' }, 'brand', unknown)).toBe(false)
})

it('a command reads on to the own roles of those whom it names, each once', () => {
  const rows = new TestRows(
    { collection: 'directory', row: editor },
    { collection: 'directory', row: { ...editor, id: 'lía' } },
    { collection: 'directory', row: agentEntry('mei') },
  )
  expect(rolesOf(rows, ['ben', 'lía', 'mei', 'nobody'])).toEqual([{ collection: 'directory', id: 'role-1' }])
})
