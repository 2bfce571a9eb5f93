import { open, readdir, rm, stat, truncate } from 'node:fs/promises'
import path from 'node:path'

/** What happens to a browser's IndexedDB while nobody looks. */
export type Damage = 'deleted' | 'truncated' | 'bit-flipped'

/** @param profile where Chromium or Electron keeps its data; nothing may run on it */
export async function damageDatabase(profile: string, damage: Damage): Promise<void> {
  const folder = await databaseFolder(profile)
  if (damage === 'deleted') return rm(folder, { recursive: true })
  const largest = await largestFile(folder)
  if (damage === 'truncated') return truncate(largest.file, largest.bytes >> 1)
  const handle = await open(largest.file, 'r+')
  const at = largest.bytes >> 1
  const byte = Buffer.alloc(1)
  await handle.read(byte, 0, 1, at)
  byte[0]! ^= 0x04
  await handle.write(byte, 0, 1, at)
  await handle.close()
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
