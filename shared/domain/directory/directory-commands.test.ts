import { describe, expect, it } from 'vitest'
import { prepareCommand } from '../run-command.ts'
import { newAgent, operator, smallOrganisation } from './testing/small-organisation.ts'

describe('the workplace', () => {
  it('gets brands, sites, teams, queues and skills from whoever manages it', () => {
    const office = smallOrganisation()
    const ade = office.actor('ade')
    const commands: [string, object][] = [
      ['brand.add', { id: 'b2', name: ' Kite & Crane ', languages: ['en', 'zh-Hans'] }],
      ['site.add', { id: 's2', name: 'Lisbon', timeZone: 'Europe/Lisbon' }],
      ['team.add', { id: 't2', name: 'Nights', siteId: 's2' }],
      ['skill.add', { id: 'k2', name: 'Customs' }],
      ['queue.add', { id: 'q2', name: 'General', brandId: 'b2', languages: ['en'], skillIds: ['k2'] }],
      ['queue.add', { id: 'q3', name: 'Everybody', brandId: '', languages: [], skillIds: [] }],
      ['organisation.change', { id: 'org', name: 'Meridian' }],
    ]
    expect(commands.map(([type, args]) => office.run(ade, type, args))).toEqual(commands.map(() => 'applied'))
    expect(office.entries.get('b2')).toMatchObject({ name: 'Kite & Crane', brandId: 'b2', parentId: 'org' })
    expect(office.entries.get('q2')).toMatchObject({ brandId: 'b2', parentId: 'b2', skillIds: ['k2'] })
    expect(office.entries.get('q3')).toMatchObject({ brandId: '', parentId: 'org' })
    expect(office.entries.get('t2')).toMatchObject({ parentId: 's2' })
  })

  it('is nobody else’s to change', () => {
    const office = smallOrganisation()
    for (const who of ['amara', 'pia']) {
      const args = { id: 'x', name: 'X', languages: ['en'] }
      expect(office.run(office.actor(who), 'brand.add', args), who).toBe('command/not-allowed')
    }
    expect(office.run(office.actor('amara'), 'agent.leave', { id: 'ade' })).toBe('command/not-allowed')
    expect(office.run(office.actor('ade'), 'organisation.add', { id: 'org', name: 'X' })).toBe('command/not-allowed')
  })

  it('refuses what it does not know and what cannot be told apart', () => {
    const office = smallOrganisation()
    const ade = office.actor('ade')
    const refusals: [string, object, string][] = [
      ['team.add', { id: 't', name: 'T', siteId: 'nowhere' }, 'directory/not-found'],
      ['team.add', { id: 't', name: 'T', siteId: 'brand' }, 'directory/not-found'],
      ['queue.add', { id: 'q', name: 'Q', brandId: 'gone', languages: [], skillIds: [] }, 'directory/not-found'],
      ['queue.add', { id: 'q', name: 'Q', brandId: '', languages: [], skillIds: ['brand'] }, 'directory/not-found'],
      ['queue.add', { id: 'q', name: ' QUEUE', brandId: 'brand', languages: [], skillIds: [] }, 'directory/name-taken'],
      ['brand.add', { id: 'b', name: 'BRAND ', languages: ['en'] }, 'directory/name-taken'],
      ['brand.add', { id: 'b', name: '   ', languages: ['en'] }, 'directory/name-empty'],
      ['brand.add', { id: 'b', name: 'B', languages: ['engl-isch-x'] }, 'directory/unknown-language'],
      ['brand.add', { id: 'b', name: 'B', languages: [] }, 'command/invalid'],
      ['brand.add', { id: 'brand', name: 'Another', languages: ['en'] }, 'directory/already-there'],
      ['site.add', { id: 's', name: 'S', timeZone: 'Mars/Olympus' }, 'directory/unknown-time-zone'],
      ['site.change', { id: 'brand', name: 'S' }, 'directory/not-found'],
    ]
    for (const [type, args, kind] of refusals) expect(office.run(ade, type, args), JSON.stringify(args)).toBe(kind)
  })

  it('lets queues of two brands have one name', () => {
    const office = smallOrganisation()
    const queue = { id: 'q', name: 'queue', brandId: 'other-brand', languages: [], skillIds: [] }
    expect(office.run(office.actor('ade'), 'queue.add', queue)).toBe('applied')
  })

  it('done twice is done once, and changes only what is named', () => {
    const office = smallOrganisation()
    const ade = office.actor('ade')
    const site = { id: 's', name: 'Lisbon', timeZone: 'Europe/Lisbon' }
    expect([office.run(ade, 'site.add', site), office.run(ade, 'site.add', site)]).toEqual(['applied', 'unchanged'])
    expect(office.run(ade, 'site.change', { id: 's', name: 'Lisboa' })).toBe('applied')
    expect(office.entries.get('s')).toMatchObject({ name: 'Lisboa', timeZone: 'Europe/Lisbon' })
  })
})

describe('agents', () => {
  it('are added, changed, leave and come back', () => {
    const office = smallOrganisation()
    const ade = office.actor('ade')
    expect(office.run(ade, 'agent.add', newAgent('kenji'))).toBe('applied')
    expect(office.run(ade, 'agent.change', { id: 'kenji', role: 'lead' })).toBe('applied')
    expect(office.entries.get('kenji')).toMatchObject({ role: 'lead', skillIds: ['skill'], parentId: 'team' })
    expect(office.run(ade, 'agent.leave', { id: 'kenji' })).toBe('applied')
    expect(office.view().rightsOf(office.entries.get('kenji') as never)).toEqual([])
    expect(office.run(ade, 'agent.leave', { id: 'kenji' })).toBe('unchanged')
    expect(office.run(ade, 'agent.return', { id: 'kenji' })).toBe('applied')
  })

  it('have an address that nobody else has, in any case, also of those who left', () => {
    const office = smallOrganisation()
    const ade = office.actor('ade')
    office.run(ade, 'agent.leave', { id: 'amara' })
    expect(office.run(ade, 'agent.add', newAgent('x', { email: 'AMARA@example.org' }))).toBe('directory/email-taken')
    for (const email of ['nobody', 'a b@c', '@c', 'a@', '<a@b>', 'a@b,c@d'])
      expect(office.run(ade, 'agent.add', newAgent('x', { email })), email).toMatch(/email-wrong|invalid/)
  })

  it('serve only brands, have only skills and are in only teams that there are', () => {
    const office = smallOrganisation()
    const ade = office.actor('ade')
    for (const given of [{ brandIds: ['gone'] }, { skillIds: ['gone'] }, { teamId: 'site' }, { roleId: 'gone' }])
      expect(office.run(ade, 'agent.add', newAgent('x', given)), JSON.stringify(given)).toBe('directory/not-found')
  })
})

describe('rights', () => {
  it('are given by those who hold them; those of everyday work by whoever manages people', () => {
    const office = smallOrganisation()
    const pia = office.actor('pia')
    expect(office.run(pia, 'agent.add', newAgent('kenji', { role: 'lead' }))).toBe('applied')
    expect(office.run(pia, 'agent.add', newAgent('eve', { role: 'admin' }))).toBe('directory/right-not-held')
    expect(office.run(pia, 'agent.change', { id: 'amara', role: 'admin' })).toBe('directory/right-not-held')
    expect(office.run(pia, 'role.add', { id: 'r', name: 'R', rights: ['audit.read'] })).toBe('directory/right-not-held')
    expect(office.run(pia, 'role.add', { id: 'r', name: 'R', rights: ['knowledge.edit'] })).toBe('applied')
    expect(office.run(pia, 'role.add', { id: 'r2', name: 'R2', rights: ['world.rule'] })).toBe(
      'directory/unknown-right',
    )
  })

  it('are nobody’s to give themself, not by their own entry, their own role, or one more brand', () => {
    const office = smallOrganisation()
    const ade = office.actor('ade')
    const pia = office.actor('pia')
    expect(office.run(ade, 'agent.change', { id: 'ade', role: 'lead' })).toBe('directory/not-for-yourself')
    expect(office.run(ade, 'agent.change', { id: 'ade', brandIds: ['brand'] })).toBe('directory/not-for-yourself')
    const wider = { id: 'people', rights: ['people.manage', 'conversation.work', 'conversation.direct'] }
    expect(office.run(pia, 'role.change', wider)).toBe('directory/not-for-yourself')
    expect(office.run(ade, 'role.change', wider)).toBe('applied')
  })

  it('protect those who hold more: nobody below an admin sends one away or takes their place', () => {
    const office = smallOrganisation()
    const pia = office.actor('pia')
    for (const [type, args] of [
      ['agent.leave', { id: 'ade' }],
      ['agent.change', { id: 'ade', role: 'agent' }],
      ['agent.change', { id: 'ade', email: 'pia2@example.org' }],
    ] as const)
      expect(office.run(pia, type, args), type).toBe('directory/right-not-held')
  })

  it('never leave the organisation without somebody who manages people', () => {
    const office = smallOrganisation()
    const ade = office.actor('ade')
    expect(office.run(ade, 'agent.leave', { id: 'pia' })).toBe('applied')
    expect(office.run(ade, 'agent.leave', { id: 'ade' })).toBe('directory/last-admin')
    expect(office.run(operator, 'agent.leave', { id: 'ade' })).toBe('directory/last-admin')
    expect(office.run(operator, 'agent.change', { id: 'ade', role: 'lead' })).toBe('directory/last-admin')
    const other = smallOrganisation()
    other.run(operator, 'agent.leave', { id: 'ade' })
    expect(other.run(operator, 'role.change', { id: 'people', rights: [] })).toBe('directory/last-admin')
  })

  it('are the operator’s to give, also to the first of an organisation', () => {
    const office = smallOrganisation()
    expect(office.run(operator, 'agent.add', newAgent('first', { role: 'admin' }))).toBe('applied')
  })
})

it('a desk holds a part of the directory only, and leaves the decision to the server', () => {
  const prepared = prepareCommand({
    type: 'skill.add',
    version: 1,
    args: { id: 'k', name: 'K' },
    basedOn: {},
  })
  const office = smallOrganisation()
  const reduced = prepared.ok
    ? prepared.run(
        { get: () => undefined },
        { now: 1, actor: office.actor('ade'), place: { at: 'replica', deviceSeq: 1, uplinked: false } },
      )
    : prepared
  expect(reduced).toMatchObject({ outcome: 'refused', refusal: { kind: 'directory/not-at-hand' } })
})
