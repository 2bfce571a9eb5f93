import { addressVariable, startTestPostgres } from './test-postgres.ts'

/** Vitest runs this once before the first file and the result after the last: two dozen files need not wait for one each. */
export default async function startSharedPostgres(): Promise<() => Promise<void>> {
  const { url, stop } = await startTestPostgres()
  process.env[addressVariable] = url
  return stop
}
