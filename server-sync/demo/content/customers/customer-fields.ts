import type { Customer } from '#shared/domain/customer/customer.ts'
import { withValue } from '#shared/domain/field/value-of.ts'
import { createSeededRandom } from '../seeded-random.ts'

/** Members have a number; how often they sent something back is known of some. */
export function withCustomerFields(customer: Customer): Customer {
  const random = createSeededRandom(`fields ${customer.id}`)
  const member = customer.tier === 'standard' ? null : `M-${random.between(10_000, 99_999)}`
  const returned = random.chance(0.3) ? random.between(0, 4) : null
  const fields = withValue(withValue(customer.fields, 'field-member', member), 'field-returns', returned)
  return { ...customer, fields }
}
