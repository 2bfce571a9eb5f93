import type { Customer } from './customer.ts'

/** No chain is as long: each merge joins two rows that were not merged before. A bound all the same, against damaged rows. */
const stepsMax = 100

/** Under which row a customer is shown: where the merges lead, as far as rows are known. */
export function shownCustomerId(
  customerId: string,
  known: (customerId: string) => Pick<Customer, 'mergedIntoId'> | undefined,
): string {
  let shown = customerId
  for (let step = 0; step < stepsMax; step++) {
    const next = known(shown)?.mergedIntoId
    if (next === null || next === undefined) return shown
    shown = next
  }
  return shown
}

/** The rows over which a customer is led to the one that is shown, as far as they are known; none where they were not merged. */
export function mergesOf(
  customerId: string,
  known: (customerId: string) => Pick<Customer, 'id' | 'mergedIntoId'> | undefined,
): Customer['id'][] {
  const ids: Customer['id'][] = []
  for (let next: string | null = customerId; next !== null && ids.length < stepsMax; ) {
    const row: Pick<Customer, 'id' | 'mergedIntoId'> | undefined = known(next)
    if (!row || row.mergedIntoId === null) break
    ids.push(row.id)
    next = row.mergedIntoId
  }
  return ids
}
