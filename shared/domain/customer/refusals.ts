import type { Refusal } from '../../kit/refusal.ts'

const refusal = (kind: Refusal['kind'], detail?: Refusal['detail']): Refusal => ({
  kind,
  retryable: false,
  ...(detail ? { detail } : {}),
})

/** Every way in which a customer's row says no. What stands there now is in the row, not here: it is a customer's. */
export const customerRefusals = {
  notFound: () => refusal('customer/not-found'),
  /** Somebody else has changed the same field since. */
  changedMeanwhile: (field: string) => refusal('customer/changed-meanwhile', { field }),
  invalid: (field: string) => refusal('customer/invalid', { field }),
  merged: (intoId: string) => refusal('customer/merged', { intoId }),
  same: () => refusal('customer/same'),
  otherBrand: () => refusal('customer/other-brand'),
}
