import { errorCode } from '../files/file-errors.ts'
import { logRefusals } from '../sync/command-log/log-refusals.ts'

/** Why this computer does not keep a file: the translation key. */
export function fileRefusal(error: unknown): string {
  const code = errorCode(error)
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'file/no-room' : logRefusals.fromDisk(error).kind
}
