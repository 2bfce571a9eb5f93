import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { replicaProgressSchema } from '../../../src-main/sync/replica-progress.ts'

const settledMs = 3_000
const withinMs = 240_000

/** Waits until a desk's replica has all rows, as main knows it, and answers how many. */
export async function desksRows(dataDir: string): Promise<number> {
  const until = Date.now() + withinMs
  let rows = 0
  let since = Date.now()
  while (Date.now() < until) {
    const found = await readRows(dataDir)
    if (found !== rows) {
      rows = found
      since = Date.now()
    } else if (rows > 0 && Date.now() - since > settledMs) return rows
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the replica is not complete')
}

async function readRows(dataDir: string): Promise<number> {
  for (const name of await readdir(dataDir)) {
    const text = await readFile(path.join(dataDir, name, 'replica.json'), 'utf8').catch(() => null)
    if (text !== null) return replicaProgressSchema.parse(JSON.parse(text)).rows
  }
  return 0
}
