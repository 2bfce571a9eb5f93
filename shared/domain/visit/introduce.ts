import { z } from 'zod'
import { id, text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import type { Customer } from '../customer/customer.ts'
import { customerRefusals } from '../customer/refusals.ts'
import { isEmail } from './is-email.ts'

/** The channel under which a customer's account in the brand's own shop stands among their identities. */
export const accountChannel = 'account'

const identitiesMax = 30

/**
 * What a customer says of themselves, in a form or through the shop's page. It fills what is empty and writes over nothing:
 * an agent may know better. `account` only after its signature was verified.
 */
export const introduceCustomer = defineCommand({
  type: 'customer.introduce',
  version: 1,
  actors: ['customer'],
  args: z.strictObject({ customerId: id('CustomerId'), name: text(120), email: text(200), account: text(200) }),
  reads: ({ customerId }) => [{ collection: 'customer', id: customerId }],
  reduce: (rows, { customerId, name, email, account }) => {
    const customer = rows.get('customer', customerId)
    if (!customer) return refused(customerRefusals.notFound())
    if (email !== '' && !isEmail(email)) return refused(customerRefusals.invalid('email'))
    const identities = [
      ...(email === '' ? [] : [{ channel: 'email', handle: email }]),
      ...(account === '' ? [] : [{ channel: accountChannel, handle: account }]),
    ].reduce(withIdentity, customer.identities)
    const named = { ...customer, name: customer.name || name.trim(), email: customer.email || email, identities }
    const isKnown =
      named.name === customer.name && named.email === customer.email && identities.length === customer.identities.length
    return isKnown ? unchanged : applied({ collection: 'customer', row: named })
  },
})

function withIdentity(known: Customer['identities'], added: Customer['identities'][number]): Customer['identities'] {
  const isKnown = known.some(({ channel, handle }) => channel === added.channel && handle === added.handle)
  return isKnown || known.length >= identitiesMax ? known : [...known, added]
}
