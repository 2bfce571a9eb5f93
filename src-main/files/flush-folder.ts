import { open } from 'node:fs/promises'

/** Makes a creation or a rename in this folder survive a power cut. Windows does so by itself and cannot open a folder. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
