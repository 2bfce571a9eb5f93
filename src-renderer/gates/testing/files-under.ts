import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Absolute paths of all files below a folder whose names end so. */
export function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
}
