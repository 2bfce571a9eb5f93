import type { Started } from '../start-problem.ts'

/** What was started, where a test cannot go on without. */
export function opened<Value>(started: Started<Value>): Value {
  if (!started.ok) throw new Error(`${started.problem}: ${started.message}`)
  return started.value
}
