import type { ReadableValue } from '../flow/observable-value.ts'

/** Waits for a value that fits; the test's own timeout bounds it. */
export async function until<Value>(value: ReadableValue<Value>, fits: (value: Value) => boolean): Promise<Value> {
  for await (const next of value.watch()) if (fits(next)) return next
  throw new Error('unreachable: a watch without a signal never ends')
}
