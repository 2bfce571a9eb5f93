import { accessSync, constants } from 'node:fs'
import { tmpdir } from 'node:os'
import { errorCode } from '../files/file-errors.ts'
import { StartRefused } from './start-refused.ts'

/**
 * Electron keeps the socket of a single instance in the folder for temporary files, and where it cannot make it there it
 * only says that another instance runs. Synchronous for the same reason as `prepareDataDir`.
 */
export function checkTempFolder(folder = tmpdir()): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartRefused(
      'workstation/temp-unwritable',
      `Cannot write to ${folder}, the folder for temporary files (${errorCode(error) ?? 'unknown failure'}): make it writable, or set TMPDIR to another one.`,
      error,
    )
  }
}
