import { type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'fatal'>

/** JSON lines on standard output. Never a customer's words, a name, an address or a token: kinds, ids, numbers. */
export function createLog(): Log {
  return pino(
    { base: null, messageKey: 'message', timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 1, sync: true }),
  )
}
