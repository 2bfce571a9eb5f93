import { z } from 'zod'
import { id } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { customerRefusals } from './refusals.ts'

const args = z.strictObject({ fromId: id('CustomerId'), intoId: id('CustomerId') })
const reads = (given: z.infer<typeof args>) => [
  { collection: 'customer' as const, id: given.fromId },
  { collection: 'customer' as const, id: given.intoId },
]

/**
 * Two rows, one person. `fromId` only points to `intoId`: its identities, conversations and orders stay its own and are read
 * together, so that nothing has to be sorted out when it is taken back. Neither may be merged already: no circles.
 */
export const mergeCustomers = defineCommand({
  type: 'customer.merge',
  version: 1,
  // The system: where the shop has signed who a visitor is.
  actors: ['agent', 'system'],
  args,
  reads,
  reduce: (rows, { fromId, intoId }) => {
    const from = rows.get('customer', fromId)
    const into = rows.get('customer', intoId)
    if (!from || !into) return refused(customerRefusals.notFound())
    if (from.mergedIntoId === intoId) return unchanged
    if (fromId === intoId) return refused(customerRefusals.same())
    if (from.brandId !== into.brandId) return refused(customerRefusals.otherBrand())
    const elsewhere = from.mergedIntoId ?? into.mergedIntoId
    if (elsewhere !== null) return refused(customerRefusals.merged(elsewhere))
    return applied({ collection: 'customer', row: { ...from, mergedIntoId: intoId } })
  },
})

/** They are two persons after all. */
export const unmergeCustomers = defineCommand({
  type: 'customer.unmerge',
  version: 1,
  actors: ['agent'],
  args,
  reads,
  reduce: (rows, { fromId, intoId }) => {
    const from = rows.get('customer', fromId)
    if (!from) return refused(customerRefusals.notFound())
    if (from.mergedIntoId === null) return unchanged
    if (from.mergedIntoId !== intoId) return refused(customerRefusals.merged(from.mergedIntoId))
    return applied({ collection: 'customer', row: { ...from, mergedIntoId: null } })
  },
})
