interface LogSafeError {
  readonly name: string
  readonly code?: string
  readonly about?: string
  /** Where, without what: the first lines of a stack repeat the message. */
  readonly at: readonly string[]
  readonly cause?: LogSafeError
}

/**
 * What a log may hold of an error. Messages are dropped: JSON.parse quotes its input, validators quote values, and both
 * can be a customer's words. Errors that are known to be clean (`DatabaseFailure`) keep theirs.
 */
export function logSafeError(error: unknown): LogSafeError {
  if (!(error instanceof Error)) return { name: typeof error, at: [] }
  const { code } = error as { code?: unknown }
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.name === 'DatabaseFailure' ? { about: error.message } : {}),
    at: (error.stack ?? '')
      .split('\n')
      .flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : []))
      .slice(0, 8),
    ...(error.cause === undefined ? {} : { cause: logSafeError(error.cause) }),
  }
}
