import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldEmail } from './directory-view.ts'
import { rights } from './rights.ts'
import { newAgent, smallOrganisation } from './testing/small-organisation.ts'

const who = fc.constantFrom('ade', 'pia', 'amara', 'kenji')
const roleId = fc.constantFrom('', 'people', 'own')
const role = fc.constantFrom('agent', 'lead', 'admin')
const email = fc.constantFrom('kenji@example.org', 'KENJI@example.org', 'pia@example.org', 'new@example.org')

const act = fc.oneof(
  fc.record({
    type: fc.constant('agent.add'),
    args: fc.record({ role, roleId, email }).map((given) => newAgent('kenji', given)),
  }),
  fc.record({ type: fc.constant('agent.change'), args: fc.record({ id: who, role, roleId }) }),
  fc.record({ type: fc.constant('agent.change'), args: fc.record({ id: who, email }) }),
  fc.record({ type: fc.constantFrom('agent.leave', 'agent.return'), args: fc.record({ id: who }) }),
  fc.record({
    type: fc.constantFrom('role.add', 'role.change'),
    args: fc.record({
      id: fc.constantFrom('own', 'people'),
      name: fc.constantFrom('Own', 'people'),
      rights: fc.subarray([...rights]),
    }),
  }),
)

it('whatever anybody does: somebody manages people, no address is there twice, and nobody gains a right that no giver held', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(who, act), { maxLength: 30 }), (acts) => {
      const office = smallOrganisation()
      for (const [by, { type, args }] of acts) {
        if (!office.entries.has(by)) continue
        const actor = office.actor(by)
        const before = office.view()
        const had = new Map(before.all('agent').map((agent) => [agent.id, before.rightsOf(agent)]))
        const outcome = office.run(actor, type, args)
        const after = office.view()
        expect(outcome !== 'applied' || actor.rights.includes('people.manage')).toBe(true)
        for (const agent of after.all('agent')) {
          const gained = after.rightsOf(agent).filter((right) => !had.get(agent.id)?.includes(right))
          const governing = gained.filter((right) => /\.(manage|read)$/.test(right))
          expect(governing.filter((right) => !actor.rights.includes(right))).toEqual([])
          expect(agent.id === by ? gained : []).toEqual([])
        }
        expect(after.all('agent').some((agent) => after.rightsOf(agent).includes('people.manage'))).toBe(true)
        const emails = after.all('agent').map((agent) => foldEmail(agent.email))
        expect(new Set(emails).size).toBe(emails.length)
      }
    }),
    { numRuns: 300 },
  )
})
