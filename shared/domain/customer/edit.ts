import { z } from 'zod'
import { id, languageTag, text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { tiers } from './tiers.ts'
import { type EditableDetail, isWellFormed } from './is-well-formed.ts'
import { customerRefusals } from './refusals.ts'

/** From what the person saw to what they wrote: each field is compared and set on its own. */
const change = <Value extends z.ZodType>(value: Value) => z.strictObject({ from: value, to: value }).optional()

const changes = z.strictObject({
  name: change(text(120)),
  email: change(text(200)),
  phone: change(text(40)),
  language: change(languageTag()),
  country: change(text(2)),
  city: change(text(80)),
  timeZone: change(text(60)),
  tier: change(z.enum(tiers)),
  about: change(text(2_000)),
} satisfies Record<EditableDetail, z.ZodType>)

/** Two who edit different fields both win; of two who edit the same one, the second is told so. */
export const editCustomer = defineCommand({
  type: 'customer.edit',
  version: 1,
  actors: ['agent'],
  args: z.strictObject({ customerId: id('CustomerId'), changes }),
  reads: (args) => [{ collection: 'customer', id: args.customerId }],
  reduce: (rows, args) => {
    const customer = rows.get('customer', args.customerId)
    if (!customer) return refused(customerRefusals.notFound())
    if (customer.mergedIntoId !== null) return refused(customerRefusals.merged(customer.mergedIntoId))
    const wanted: Partial<Record<EditableDetail, string>> = {}
    for (const [name, given] of Object.entries(args.changes)) {
      const field = name as EditableDetail
      if (given === undefined || customer[field] === given.to) continue
      if (customer[field] !== given.from) return refused(customerRefusals.changedMeanwhile(field))
      if (!isWellFormed(field, given.to)) return refused(customerRefusals.invalid(field))
      wanted[field] = given.to
    }
    if (Object.keys(wanted).length === 0) return unchanged
    return applied({ collection: 'customer', row: { ...customer, ...(wanted as Partial<typeof customer>) } })
  },
})
