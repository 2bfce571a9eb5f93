import { type DestinationStream, type Logger, pino } from 'pino'
import { logSafeError } from './log-safe-error.ts'

export type Log = Logger

/**
 * JSON lines. Each has an `event`, a fixed word; ids, numbers and kinds stand beside it. Never what a customer or an
 * agent wrote, never a token or a password.
 */
export function createLog(destination?: DestinationStream): Log {
  return pino(
    {
      messageKey: 'message',
      errorKey: 'error',
      base: { service: 'farline-server' },
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      serializers: { error: logSafeError, err: logSafeError },
    },
    destination ?? process.stdout,
  )
}
