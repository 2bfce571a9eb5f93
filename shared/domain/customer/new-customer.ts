import type { Customer } from './customer.ts'

type Own = 'id' | 'organisationId' | 'brandId' | 'currency' | 'customerSinceAt'

/** Somebody of whom nothing is known yet. */
export const newCustomer = (given: Pick<Customer, Own> & Partial<Customer>): Customer => ({
  rev: 0,
  name: '',
  email: '',
  phone: '',
  language: '',
  country: '',
  city: '',
  timeZone: '',
  tier: 'standard',
  identities: [],
  about: '',
  orderCount: 0,
  spentMinor: 0,
  fields: [],
  mergedIntoId: null,
  ...given,
})
