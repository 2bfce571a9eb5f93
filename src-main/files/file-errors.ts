/** The error code of the operating system (`ENOENT`, `ENOSPC` …), or undefined for any other failure. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

export const isMissing = (error: unknown) => errorCode(error) === 'ENOENT'
