import type { Refusal } from '#shared/kit/refusal.ts'
import { errorCode } from '../../files/file-errors.ts'

/** Every way in which the log says "not saved". */
export const logRefusals = {
  inUse: (pid: number): Refusal => ({ kind: 'log/in-use', retryable: true, detail: { pid } }),
  closed: (): Refusal => ({ kind: 'log/closed', retryable: true }),
  fromDisk: (error: unknown): Refusal => {
    const code = errorCode(error) ?? 'unknown'
    switch (code) {
      case 'ENOSPC':
      case 'EDQUOT':
        return { kind: 'log/disk-full', retryable: true }
      case 'EROFS':
      case 'EACCES':
      case 'EPERM':
        return { kind: 'log/not-writable', retryable: true }
      default:
        return { kind: 'log/disk-failure', retryable: true, detail: { code } }
    }
  },
}
