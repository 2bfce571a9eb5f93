import type { Clock } from '#shared/kit/clock.ts'
import type { Database, WritableDb } from '../db/database.ts'
import { type PasswordCost, hashPassword, isOutdated, isPassword, strongCost } from './password.ts'
import { createTurns } from './turns.ts'

interface Credential {
  readonly agentId: string
  readonly secret: string
}

/** Checks and makes secrets, a few at a time. */
export interface PasswordDesk {
  /** A right password whose secret is outdated is hashed anew. `busy`: too many are waiting. */
  check(password: string, credential: Credential | undefined): Promise<boolean | 'busy'>
  /** `undefined`: too many are waiting. */
  hash(password: string): Promise<string | undefined>
  /** When to come again. */
  readonly busyForMs: number
}

interface Options {
  readonly database: Database
  readonly clock: Clock
  readonly cost?: PasswordCost | undefined
}

const atOnce = 3
const waitingMax = 60

export function createPasswordDesk({ database, clock, cost = strongCost }: Options): PasswordDesk {
  const turns = createTurns({ atOnce, waitingMax })

  return {
    busyForMs: 5_000,
    async check(password, credential) {
      const old = await database.query(`SELECT 1 FROM credential WHERE secret LIKE 'scrypt$%' LIMIT 1`)
      const effort = { cost, hasOldSecrets: old.length > 0 }
      const isRight = await turns.run(async () => {
        if (!(await isPassword(password, credential?.secret, effort))) return false
        if (credential && isOutdated(credential.secret, cost)) await renew(credential, password)
        return true
      })
      return isRight ?? 'busy'
    },
    hash: async (password) => turns.run(() => hashPassword(password, cost)),
  }

  async function renew({ agentId, secret }: Credential, password: string): Promise<void> {
    const renewed = await hashPassword(password, cost)
    // Unless it was changed meanwhile.
    await database.transaction((db) =>
      db.execute('UPDATE credential SET secret = $3, changed_at = $4 WHERE agent_id = $1 AND secret = $2', [
        agentId,
        secret,
        renewed,
        clock.now(),
      ]),
    )
  }
}

/** Of a password that its owner chose. */
export async function storeSecret(db: WritableDb, clock: Clock, { agentId, secret }: Credential): Promise<void> {
  await db.execute('UPDATE credential SET secret = $2, changed_at = $3, must_change = false WHERE agent_id = $1', [
    agentId,
    secret,
    clock.now(),
  ])
}
