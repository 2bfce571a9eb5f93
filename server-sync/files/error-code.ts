/** Of the system's own errors: `ENOENT`, `ENOSPC` … */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
