import { describe, expect, it } from 'vitest'
import { TestRows, agentEntry, openConversation } from '../testing/rows.ts'
import { kindOf, runOn } from '../testing/run.ts'
import { SmallOrganisation, operator } from '../directory/testing/small-organisation.ts'
import type { DirectoryEntry } from '../directory/directory-entry.ts'
import type { Customer } from './customer.ts'
import { newCustomer } from './new-customer.ts'

const customer = (id: string, given: Partial<Customer> = {}) => ({
  collection: 'customer' as const,
  row: newCustomer({
    id: id as Customer['id'],
    organisationId: 'org' as Customer['organisationId'],
    brandId: 'brand',
    currency: 'GBP',
    customerSinceAt: 1,
    name: 'Zoë',
    ...given,
  }),
})
const field = (id: string, given: NonNullable<DirectoryEntry['field']>, more: Partial<DirectoryEntry> = {}) => ({
  collection: 'directory' as const,
  row: agentEntry(id, { kind: 'field', role: '', brandIds: [], field: given, ...more }),
})

describe('customer.edit', () => {
  const edit = (rows: TestRows, changes: object) => kindOf(runOn(rows, 'customer.edit', { customerId: 'c1', changes }))

  it('[C1] lets two who edit different details both win, and tells the second of two who edit the same', () => {
    const rows = new TestRows(customer('c1'))
    expect(edit(rows, { name: { from: 'Zoë', to: 'Zoë Ní Bhriain' } })).toBe('applied')
    expect(edit(rows, { city: { from: '', to: 'Cork' } })).toBe('applied')
    expect(edit(rows, { name: { from: 'Zoë', to: 'Zoe' } })).toBe('customer/changed-meanwhile')
    expect(edit(rows, { name: { from: 'Zoë', to: 'Zoë Ní Bhriain' } })).toBe('unchanged')
    expect(rows.get('customer', 'c1')).toMatchObject({ name: 'Zoë Ní Bhriain', city: 'Cork' })
  })

  it('[C1] does all or nothing, and takes no detail that cannot be right', () => {
    const rows = new TestRows(customer('c1'))
    const wrong = { email: 'not an address', country: 'Eire', timeZone: 'Cork', language: '!' }
    for (const [name, to] of Object.entries(wrong))
      expect(edit(rows, { city: { from: '', to: 'Cork' }, [name]: { from: '', to } }), name).toBe(
        name === 'country' ? 'command/invalid' : 'customer/invalid',
      )
    expect(rows.get('customer', 'c1')?.city).toBe('')
  })
})

describe('customer.merge', () => {
  it('[C2] points to another, keeps the rest, and is taken back without loss', () => {
    const rows = new TestRows(customer('c1'), customer('c2'), customer('c3'), customer('far', { brandId: 'another' }))
    const merge = (fromId: string, intoId: string) => kindOf(runOn(rows, 'customer.merge', { fromId, intoId }))
    const before = rows.get('customer', 'c1')
    expect(merge('c1', 'c2')).toBe('applied')
    expect(merge('c1', 'c2')).toBe('unchanged')
    expect(merge('c2', 'c1')).toBe('customer/merged')
    expect(merge('c1', 'c3')).toBe('customer/merged')
    expect(merge('c3', 'c3')).toBe('customer/same')
    expect(merge('c3', 'far')).toBe('customer/other-brand')
    expect(merge('c2', 'c3')).toBe('applied')
    expect(kindOf(runOn(rows, 'customer.edit', { customerId: 'c1', changes: {} }))).toBe('customer/merged')
    expect(kindOf(runOn(rows, 'customer.unmerge', { fromId: 'c1', intoId: 'c2' }))).toBe('applied')
    expect(rows.get('customer', 'c1')).toEqual(before)
  })
})

describe('field.set', () => {
  const rowsWith = () =>
    new TestRows(
      customer('c1'),
      { collection: 'conversation', row: openConversation },
      field('colour', { about: 'conversation', type: 'choice', choices: ['red', 'blue'] }),
      field('since', { about: 'conversation', type: 'date', choices: [] }),
      field('times', { about: 'conversation', type: 'number', choices: [] }),
      field('angry', { about: 'conversation', type: 'yes-no', choices: [] }),
      field('nickname', { about: 'customer', type: 'text', choices: [] }),
      field('gone', { about: 'conversation', type: 'text', choices: [] }, { isActive: false }),
      field('foreign', { about: 'conversation', type: 'text', choices: [] }, { brandIds: ['another'] }),
    )
  const set = (rows: TestRows, fieldId: string, value: unknown, more: object = {}) =>
    kindOf(runOn(rows, 'field.set', { conversationId: 'conversation-1', fieldId, value, ...more }))

  it('[F1] takes what the definition allows', () => {
    const rows = rowsWith()
    const right = { colour: 'blue', since: '2026-02-28', times: 2.5, angry: true }
    const wrong = { colour: 'green', since: '2026-02-30', times: '2', angry: 'yes' }
    for (const [fieldId, value] of Object.entries(right)) expect(set(rows, fieldId, value), fieldId).toBe('applied')
    for (const [fieldId, value] of Object.entries(wrong))
      expect(set(rows, fieldId, value), fieldId).toBe('field/wrong-value')
    for (const fieldId of ['nickname', 'gone', 'foreign', 'nobody'])
      expect(set(rows, fieldId, 'x'), fieldId).toBe('field/unknown')
    expect(rows.get('conversation', 'conversation-1')?.fields.map(({ fieldId }) => fieldId)).toEqual([
      'angry',
      'colour',
      'since',
      'times',
    ])
    expect(set(rows, 'colour', null)).toBe('applied')
    expect(set(rows, 'colour', null)).toBe('unchanged')
  })

  it('[F1] tells the second of two who set it at once', () => {
    const rows = rowsWith()
    expect(set(rows, 'colour', 'blue', { was: null })).toBe('applied')
    expect(set(rows, 'colour', 'red', { was: null })).toBe('field/changed-meanwhile')
    expect(set(rows, 'colour', 'red', { was: 'blue' })).toBe('applied')
  })

  it('[F1] is of a customer as well', () => {
    const rows = rowsWith()
    const args = { customerId: 'c1', fieldId: 'nickname', value: 'Zo' }
    expect(kindOf(runOn(rows, 'field.set', args))).toBe('applied')
    expect(rows.get('customer', 'c1')?.fields).toEqual([{ fieldId: 'nickname', value: 'Zo' }])
  })
})

describe('field.add and field.change', () => {
  it('make what can be written into rows; a choice has choices, nothing else has', () => {
    const office = new SmallOrganisation({ id: 'org', kind: 'organisation' }, { id: 'brand', kind: 'brand' })
    const add = {
      id: 'f1',
      name: 'Colour',
      about: 'conversation',
      type: 'choice',
      choices: ['red'],
      brandIds: ['brand'],
    }
    expect(office.run(operator, 'field.add', { ...add, choices: [] })).toBe('directory/choices-wrong')
    expect(office.run(operator, 'field.add', { ...add, type: 'text' })).toBe('directory/choices-wrong')
    expect(office.run(operator, 'field.add', { ...add, brandIds: ['nowhere'] })).toBe('directory/not-found')
    expect(office.run(operator, 'field.add', add)).toBe('applied')
    expect(office.run(operator, 'field.add', { ...add, id: 'f2', name: ' colour ' })).toBe('directory/name-taken')
    expect(office.run(operator, 'field.change', { id: 'f1', choices: ['red', 'red'] })).toBe('directory/choices-wrong')
    expect(office.run(operator, 'field.change', { id: 'f1', choices: ['red', 'blue'], isActive: false })).toBe(
      'applied',
    )
    expect(office.entries.get('f1')).toMatchObject({ isActive: false, field: { choices: ['red', 'blue'] } })
  })
})
