import { readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** What happens to a browser's IndexedDB while nobody looks. */
export type Damage = 'deleted' | 'truncated' | 'bit-flipped'

/** @param profile where Chromium or Electron keeps its data; nothing may run on it */
export async function damageDatabase(profile: string, damage: Damage): Promise<void> {
  const folder = await databaseFolder(profile)
  if (damage === 'deleted') return rm(folder, { recursive: true })
  const largest = await largestFile(folder)
  if (damage === 'truncated') return truncate(largest.file, largest.bytes >> 1)
  const bytes = await readFile(largest.file)
  bytes[placeInRow(bytes)]! ^= 0x04
  await writeFile(largest.file, bytes)
}

/**
 * In a row, as near to the middle as there is one: every start reads them all. The rest may be an index that nobody asks for
 * an answer that day.
 */
function placeInRow(bytes: Buffer): number {
  const middle = bytes.length >> 1
  // A name that RxDB gives to a field of each row.
  const found = [bytes.indexOf('_attachments', middle), bytes.lastIndexOf('_attachments', middle)].filter(
    (at) => at >= 0,
  )
  const nearest = found.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  if (nearest === undefined) throw new Error('no row in the largest file of the database')
  return nearest
}

/** The largest one: there are others, of the keeper's page for example. */
async function databaseFolder(profile: string): Promise<string> {
  const entries = await readdir(profile, { recursive: true, withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name.endsWith('.indexeddb.leveldb'))
  const sized = await Promise.all(
    folders.map(async (entry) => {
      const folder = path.join(entry.parentPath, entry.name)
      return { folder, ...(await largestFile(folder)) }
    }),
  )
  const found = sized.toSorted((a, b) => b.bytes - a.bytes)[0]
  if (!found || found.bytes === 0) throw new Error(`no IndexedDB under ${profile}`)
  return found.folder
}

/** Where the rows are: a log or a table of LevelDB. */
async function largestFile(folder: string): Promise<{ file: string; bytes: number }> {
  const names = (await readdir(folder)).filter((name) => /\.(?:log|ldb)$/.test(name))
  const sized = await Promise.all(
    names.map(async (name) => ({ file: path.join(folder, name), bytes: (await stat(path.join(folder, name))).size })),
  )
  return sized.toSorted((a, b) => b.bytes - a.bytes)[0] ?? { file: folder, bytes: 0 }
}
