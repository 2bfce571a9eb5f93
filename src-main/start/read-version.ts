import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** The product's version, from the package.json beside the built code. */
export async function readVersion(packageFile: string): Promise<string> {
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(packageFile, 'utf8'))).version
}
