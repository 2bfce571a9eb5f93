import { pgliteTemplate } from './engines.ts'
import { addressVariable, startTestPostgres } from './test-postgres.ts'

/**
 * Vitest runs this once before the first file and the result after the last: two dozen files need not make a database
 * each, and no file's time runs out because it happens to be the first.
 */
export async function setup(): Promise<() => Promise<void>> {
  const [{ url, stop }] = await Promise.all([startTestPostgres(), pgliteTemplate()])
  process.env[addressVariable] = url
  return stop
}
