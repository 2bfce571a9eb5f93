import { DatabaseFailure, isUnavailable } from '../db/database-failure.ts'

export type BackupProblem =
  | 'backup/usage'
  | 'backup/exists'
  | 'backup/key-missing'
  | 'backup/key-unreadable'
  | 'backup/wrong-key'
  | 'backup/damaged'
  | 'backup/newer'
  | 'backup/changed'
  | 'backup/nothing-there'
  | 'backup/unknown-table'
  | 'backup/not-empty'
  | 'backup/not-ours'
  | 'backup/in-use'
  | 'backup/server-silent'
  | 'backup/database-unreachable'
  | 'backup/database-damaged'
  | 'backup/database-refused'
  | 'backup/no-rights'
  | 'backup/disk-full'
  | 'backup/disk'
  | 'backup/unproven'

/** Why nothing was backed up or restored, and one sentence that says what to do. Thrown, since streams know no other way. */
export class BackupFailure extends Error {
  override readonly name = 'BackupFailure'
  readonly problem: BackupProblem

  constructor(problem: BackupProblem, message: string, cause?: unknown) {
    super(message, { cause })
    this.problem = problem
  }
}

/** What the world may do to us, as a sentence; anything else is a bug and stays as it is. */
export function toBackupFailure(error: unknown): unknown {
  if (error instanceof BackupFailure) return error
  if (error instanceof DatabaseFailure) return ofDatabase(error)
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException
  if (typeof code !== 'string' || typeof syscall !== 'string') return error
  const where = path === undefined ? '' : ` (${path})`
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new BackupFailure('backup/disk-full', `The disk is full${where}: make room and run it again.`, error)
  return new BackupFailure(
    'backup/disk',
    `The disk answers ${code}${where}: check the path and its permissions.`,
    error,
  )
}

function ofDatabase(failure: DatabaseFailure): BackupFailure {
  const { code } = failure
  if (code === '53100' || code === 'pglite-ended') {
    return new BackupFailure(
      'backup/disk-full',
      `The database could not write (${code}): make room in the temporary folder and where the data lies, and run it again.`,
      failure,
    )
  }
  if (code === '55P03') {
    return new BackupFailure(
      'backup/in-use',
      'Another program holds tables of this database: stop the servers that use it, and run it again.',
      failure,
    )
  }
  if (code === '42501') {
    return new BackupFailure(
      'backup/no-rights',
      `The role in --database-url may not do this (${failure.message}): give the role that owns the database.`,
      failure,
    )
  }
  if (isUnavailable(failure)) {
    return new BackupFailure(
      'backup/database-unreachable',
      `The database stopped answering (${code}): check that it is running, and run it again.`,
      failure,
    )
  }
  return new BackupFailure(
    'backup/database-refused',
    `The database refused what was asked (${failure.message}): nothing was changed; report this line.`,
    failure,
  )
}
