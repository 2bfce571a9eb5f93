import { closeSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import { errorCode } from '../../files/file-errors.ts'
import { splitName } from './safe-file-name.ts'

const triesMax = 1_000

/**
 * Makes an empty file of its own: whatever is there already stays as it is, and nobody comes in between. At once, because
 * Electron asks where a download goes and does not wait.
 */
export function reserveFile(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true })
  const { stem, ending } = splitName(name)
  for (let count = 1; count <= triesMax; count++) {
    const file = path.join(folder, count === 1 ? name : `${stem} (${count})${ending}`)
    try {
      closeSync(openSync(file, 'wx', 0o600))
      return file
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
  }
  throw new Error('there are too many files of this name')
}
