import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { flushFolder } from './flush-folder.ts'

/** Replaces a file as a whole: after a crash there is the old content or the new one. Readable by its owner only. */
export async function writeFileAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${file}.${process.pid}.new`
  try {
    const handle = await open(unfinished, 'w', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } catch (cause) {
    await rm(unfinished, { force: true })
    throw cause
  }
  await flushFolder(path.dirname(file))
}
