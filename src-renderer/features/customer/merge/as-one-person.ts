import type { Customer } from '#shared/domain/customer/customer.ts'

export interface OnePerson {
  /** Under whose row they are shown. */
  readonly kept: Customer
  readonly identities: readonly { readonly channel: string; readonly handle: string }[]
  readonly orderCount: number
  /** By currency: what was spent in two of them is not one sum. */
  readonly spent: readonly { readonly minor: number; readonly currency: string }[]
  readonly sinceAt: number
}

/** What two customers will be together. Nothing is moved: the one keeps its details, and the rest is read together. */
export function asOnePerson(kept: Customer, other: Customer): OnePerson {
  const both = [kept, other]
  const identities = new Map(
    both
      .flatMap(({ email, phone, identities: all }) => [
        { channel: 'email', handle: email },
        { channel: 'phone', handle: phone },
        ...all,
      ])
      .filter(({ handle }) => handle !== '')
      .map((identity) => [identity.handle, identity]),
  )
  const spent = new Map<string, number>()
  for (const { spentMinor, currency } of both) spent.set(currency, (spent.get(currency) ?? 0) + spentMinor)
  return {
    kept,
    identities: [...identities.values()],
    orderCount: kept.orderCount + other.orderCount,
    spent: [...spent]
      .map(([currency, minor]) => ({ minor, currency }))
      .filter(({ minor }, at) => at === 0 || minor > 0),
    sinceAt: Math.min(kept.customerSinceAt, other.customerSinceAt),
  }
}
