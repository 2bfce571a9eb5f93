/**
 * What a database error may tell. PostgreSQL puts row contents into `message`, `detail` and `where`, so those are
 * dropped here, at the seam, and can reach no log. Only complaints about the statement itself (class 42) keep their words.
 */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure'
  /** SQLSTATE, or the system's code where the connection failed. */
  readonly code: string

  constructor(code: string, about: string) {
    super(about === '' ? code : `${code} ${about}`)
    this.code = code
  }
}

interface ForeignError {
  readonly code?: unknown
  readonly message?: unknown
  readonly table?: unknown
  readonly constraint?: unknown
}

export function toDatabaseFailure(error: unknown): DatabaseFailure {
  if (error instanceof DatabaseFailure) return error
  const { code, message, table, constraint } = (error ?? {}) as ForeignError
  const known = typeof code === 'string' ? code : noCode
  const named = [table, constraint].filter((part) => typeof part === 'string').join(' ')
  return new DatabaseFailure(known, known.startsWith('42') && typeof message === 'string' ? message : named)
}

/** pg reports a broken or timed-out connection without any code. */
const noCode = 'connection'

/** Another transaction was first: the same work may succeed when it runs again. */
export const isConflict = (error: unknown) =>
  error instanceof DatabaseFailure && ['40001', '40P01', '23505'].includes(error.code)

/** There is a row with this key. After some tries: one that whoever asked cannot see. */
export const isTaken = (error: unknown) => error instanceof DatabaseFailure && error.code === '23505'

/** The database could not be asked or had no time; nothing is wrong with what was asked. */
export const isUnavailable = (error: unknown) =>
  error instanceof DatabaseFailure &&
  (/^(08|53|57|55P03|25P0[23])/.test(error.code) || !/^[0-9A-Z]{5}$/.test(error.code))
