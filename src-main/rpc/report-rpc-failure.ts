import { ORPCError } from '@orpc/server'
import type { Log } from '../log/create-log.ts'

/** Bugs behind a call are logged here; a window only hears of an internal error. Messages may quote input, so none is logged. */
export function reportRpcFailure(diagnostics: Log): (error: unknown) => void {
  return (error) => {
    if (error instanceof ORPCError && error.status < 500) return
    if (error instanceof Error && error.name === 'AbortError') return
    diagnostics.error({
      event: 'rpc-failure',
      name: error instanceof Error ? error.name : typeof error,
      at:
        error instanceof Error
          ? error.stack
              ?.split('\n')
              .filter((line) => line.startsWith('    at '))
              .slice(0, 5)
          : [],
    })
  }
}
