import { createWriteStream } from 'node:fs'
import { chmod, mkdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Open } from 'unzipper'

const fileTypeMask = 0o170000
const symlinkType = 0o120000

/** Unpacks a zip with its file modes and symbolic links. `target` gives an entry's new path, or undefined to leave it out. */
export async function unpackZip(zip: string, target: (entry: string) => string | undefined): Promise<void> {
  const { files } = await Open.file(zip)
  for (const entry of files) {
    const file = target(entry.path)
    if (file === undefined || entry.type === 'Directory') continue
    const mode = entry.externalFileAttributes >>> 16
    await mkdir(path.dirname(file), { recursive: true })
    if ((mode & fileTypeMask) === symlinkType) {
      await symlink((await entry.buffer()).toString(), file)
    } else {
      await pipeline(entry.stream(), createWriteStream(file))
      await chmod(file, mode & 0o777 || 0o644)
    }
  }
}
