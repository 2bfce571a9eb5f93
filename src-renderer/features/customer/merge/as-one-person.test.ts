import { expect, it } from 'vitest'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { newCustomer } from '#shared/domain/customer/new-customer.ts'
import { asOnePerson } from './as-one-person.ts'

const person = (id: string, given: Partial<Customer>) =>
  newCustomer({
    id: id as Customer['id'],
    organisationId: 'org' as Customer['organisationId'],
    brandId: 'brand',
    currency: 'EUR',
    customerSinceAt: 100,
    ...given,
  })

it('two customers together have the ways to reach both, each once, and everything that both have bought', () => {
  const handle = { channel: 'whatsapp', handle: '+353 1' }
  const one = person('one', { email: 'a@b.example', identities: [handle], orderCount: 2, spentMinor: 500 })
  const other = person('two', {
    phone: '+353 1',
    identities: [handle],
    orderCount: 1,
    spentMinor: 70,
    customerSinceAt: 5,
  })
  expect(asOnePerson(one, other)).toEqual({
    kept: one,
    identities: [{ channel: 'email', handle: 'a@b.example' }, handle],
    orderCount: 3,
    spent: [{ minor: 570, currency: 'EUR' }],
    sinceAt: 5,
  })
})

it('what was spent in two currencies is not one sum', () => {
  const one = person('one', { spentMinor: 500 })
  const other = person('two', { spentMinor: 900, currency: 'JPY' })
  expect(asOnePerson(one, other).spent).toEqual([
    { minor: 500, currency: 'EUR' },
    { minor: 900, currency: 'JPY' },
  ])
})
