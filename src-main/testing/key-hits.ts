import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { filesUnder } from './plain-text-hits.ts'

/** Files under `folder` in which one of these keys stands, as bytes or written out. */
export async function keyHits(folder: string, keys: Readonly<Record<string, Uint8Array>>): Promise<string[]> {
  const forms = Object.entries(keys).flatMap(([name, key]) => formsOf(key).map((bytes) => ({ name, bytes })))
  const hits: string[] = []
  for (const file of await filesUnder(folder)) {
    // A running program may have removed it meanwhile.
    const content = await readFile(file).catch(() => Buffer.alloc(0))
    const found = forms.find(({ bytes }) => content.includes(bytes))
    if (found) hits.push(`${path.relative(folder, file)}: ${found.name}`)
  }
  return hits
}

function formsOf(key: Uint8Array): Buffer[] {
  const bytes = Buffer.from(key)
  // Without what only fills up the end: something may follow there.
  const written = (['hex', 'base64', 'base64url'] as const).map((encoding) =>
    Buffer.from(bytes.toString(encoding).replace(/=+$/, '')),
  )
  return [bytes, ...written]
}
