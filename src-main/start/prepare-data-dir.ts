import { accessSync, constants, mkdirSync } from 'node:fs'
import { errorCode } from '../files/file-errors.ts'
import { StartRefused } from './start-refused.ts'

/**
 * Makes the data directory, for its owner only, and checks that it can be written. Synchronous, because Electron has to
 * be told of its folder before it is ready, and it does not wait.
 */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartRefused(
      'workstation/data-unwritable',
      `Cannot write to ${dataDir} (${errorCode(error) ?? 'unknown failure'}): make it writable, or give another --data.`,
      error,
    )
  }
}
