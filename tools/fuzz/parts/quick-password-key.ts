import { createHash } from 'node:crypto'
import type { DerivePasswordKey } from '../../../src-main/keys/password-key.ts'

/** What is tried is what becomes of files and calls, not how long guessing takes. */
export const quickPasswordKey: DerivePasswordKey = async ({ password, salt }) =>
  createHash('sha256').update(salt).update(password).digest()
