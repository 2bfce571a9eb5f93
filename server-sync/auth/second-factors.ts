import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Clock } from '#shared/kit/clock.ts'
import type { Database, ReadableDb, WritableDb } from '../db/database.ts'
import { sealText, unsealText } from './seal-text.ts'
import { tokenHash } from './token.ts'

/** TOTP (RFC 6238) and recovery codes of the agents. */
export interface SecondFactors {
  has(db: ReadableDb, agentId: string): Promise<boolean>
  /** A new secret, which counts from the moment when a code of it has come. */
  begin(agent: { readonly id: string; readonly email: string }): Promise<{ secret: string; address: string }>
  /** The recovery codes; `undefined`: a wrong code. */
  confirm(agentId: string, code: string): Promise<readonly string[] | undefined>
  /** Uses the code up: each is good once, and a code of a step is none any more once that step or a later one was used. */
  accept(agentId: string, code: string): Promise<boolean>
  /** In the place of those that there were; `undefined`: this agent has no second factor. */
  renewRecoveryCodes(agentId: string): Promise<readonly string[] | undefined>
}

const stepSeconds = 30
const recoveryCodeCount = 10
/** Without the letters that look like digits. */
const recoveryAlphabet = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789'

interface Kept {
  readonly sealed: string
  readonly pendingSealed: string
  readonly lastStep: number
}

/** @param key seals the secrets in the database. */
export function createSecondFactors(database: Database, clock: Clock, key: Buffer): SecondFactors {
  return {
    async has(db, agentId) {
      const found = await db.query(`SELECT 1 FROM second_factor WHERE agent_id = $1 AND sealed <> ''`, [agentId])
      return found.length > 0
    },
    async begin({ id, email }) {
      const secret = new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer })
      await database.transaction(async (db) => {
        await db.execute(
          `INSERT INTO second_factor (agent_id, pending_sealed) VALUES ($1, $2)
           ON CONFLICT (agent_id) DO UPDATE SET pending_sealed = excluded.pending_sealed`,
          [id, sealText(key, secret.base32, id)],
        )
      })
      return { secret: secret.base32, address: totpOf(secret.base32, email).toString() }
    },
    confirm: (agentId, code) =>
      database.transaction(async (db) => {
        const kept = await lock(db, agentId)
        if (!kept || kept.pendingSealed === '') return undefined
        const step = stepOf(unsealText(key, kept.pendingSealed, agentId), code)
        if (step === undefined) return undefined
        await db.execute(
          `UPDATE second_factor SET sealed = pending_sealed, pending_sealed = '', last_step = $2 WHERE agent_id = $1`,
          [agentId, step],
        )
        return replaceRecoveryCodes(db, agentId)
      }),
    accept: (agentId, code) =>
      database.transaction(async (db) => {
        const kept = await lock(db, agentId)
        if (!kept || kept.sealed === '') return false
        const isRecovery = await db.execute('DELETE FROM recovery_code WHERE agent_id = $1 AND code_hash = $2', [
          agentId,
          recoveryHash(code),
        ])
        if (isRecovery > 0) return true
        const step = stepOf(unsealText(key, kept.sealed, agentId), code)
        if (step === undefined || step <= kept.lastStep) return false
        await db.execute('UPDATE second_factor SET last_step = $2 WHERE agent_id = $1', [agentId, step])
        return true
      }),
    renewRecoveryCodes: (agentId) =>
      database.transaction(async (db) => {
        const kept = await lock(db, agentId)
        return kept && kept.sealed !== '' ? replaceRecoveryCodes(db, agentId) : undefined
      }),
  }

  async function lock(db: WritableDb, agentId: string): Promise<Kept | undefined> {
    const [kept] = await db.query<Kept>(
      `SELECT sealed, pending_sealed AS "pendingSealed", last_step AS "lastStep" FROM second_factor
       WHERE agent_id = $1 FOR UPDATE`,
      [agentId],
    )
    return kept
  }

  /** The step that the code is of: the present one, the one before or the one after, for telephones whose clock is off. */
  function stepOf(secret: string, code: string): number | undefined {
    const timestamp = clock.now()
    const delta = totpOf(secret, '').validate({ token: code.replaceAll(/\s/g, ''), timestamp, window: 1 })
    return delta === null ? undefined : Math.floor(timestamp / 1_000 / stepSeconds) + delta
  }
}

async function replaceRecoveryCodes(db: WritableDb, agentId: string): Promise<readonly string[]> {
  await db.execute('DELETE FROM recovery_code WHERE agent_id = $1', [agentId])
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode)
  for (const each of codes) await db.execute('INSERT INTO recovery_code VALUES ($1, $2)', [agentId, recoveryHash(each)])
  return codes
}

/** Also for IT, when somebody has lost telephone and codes. */
export async function removeSecondFactor(db: WritableDb, agentId: string): Promise<void> {
  await db.execute('DELETE FROM recovery_code WHERE agent_id = $1', [agentId])
  await db.execute('DELETE FROM second_factor WHERE agent_id = $1', [agentId])
}

const totpOf = (secret: string, label: string) =>
  new TOTP({ issuer: 'Farline', label, secret: Secret.fromBase32(secret), digits: 6, period: stepSeconds })

/** 80 random bits: `ABCD-EFGH-JKMN-PQRS`. */
function newRecoveryCode(): string {
  const letters = [...randomBytes(16)].map((byte) => recoveryAlphabet[byte % recoveryAlphabet.length])
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-')
}

/** However it was typed. */
const recoveryHash = (code: string) => tokenHash(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
