import { type ScryptOptions, argon2, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

export interface PasswordCost {
  readonly memoryKib: number
  readonly passes: number
}

/** argon2id with 64 MiB and three passes: a fifth of a second. Stored with each secret, so that it can be raised later. */
export const strongCost: PasswordCost = { memoryKib: 64 * 1024, passes: 3 }
const keyLength = 32

/** `$argon2id$v=19$m=…,t=…,p=1$salt$key`. */
export async function hashPassword(password: string, cost: PasswordCost = strongCost): Promise<string> {
  const salt = randomBytes(16)
  return phc(cost, salt, await deriveArgon2(password, salt, cost))
}

/** The secret was made at another cost, or in the old way: it is made anew when its password is next known. */
export const isOutdated = (secret: string, cost: PasswordCost = strongCost) => !secret.startsWith(prefix(cost))

interface Effort {
  readonly cost: PasswordCost
  /** While some secrets are old ones, everybody's check takes the effort of both kinds: nobody learns whose is which. */
  readonly hasOldSecrets: boolean
}

/** @param secret `undefined` for somebody we do not know: takes as long as a wrong password, so that nobody learns who exists. */
export async function isPassword(
  password: string,
  secret: string | undefined,
  { cost, hasOldSecrets }: Effort = { cost: strongCost, hasOldSecrets: false },
): Promise<boolean> {
  const isOld = secret?.startsWith('scrypt$') === true
  const known = secret !== undefined && !isOld ? parsePhc(secret) : undefined
  const salt = known?.salt ?? Buffer.alloc(16)
  const derived = await deriveArgon2(password, salt, known?.cost ?? cost)
  const matches = isSame(derived, known?.key)
  const matchesOld = isOld || hasOldSecrets ? await isScrypt(password, isOld ? secret : undefined) : false
  return isOld ? matchesOld : matches
}

/** Accents can be typed in two ways; both are the same password. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFKC'), 'utf8')

const isSame = (derived: Buffer, expected: Buffer | undefined) =>
  timingSafeEqual(derived, expected ?? Buffer.alloc(derived.length)) && expected !== undefined

const prefix = ({ memoryKib, passes }: PasswordCost) => `$argon2id$v=19$m=${memoryKib},t=${passes},p=1$`

function phc(cost: PasswordCost, salt: Buffer, key: Buffer): string {
  const [saltText, keyText] = [salt, key].map((bytes) => bytes.toString('base64').replaceAll('=', ''))
  return `${prefix(cost)}${saltText}$${keyText}`
}

function parsePhc(secret: string) {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]+)\$([\w+/]+)$/.exec(secret)
  if (!match) throw new Error('a stored secret is of no kind that is known')
  const [, memoryKib, passes, salt = '', key = ''] = match
  return {
    cost: { memoryKib: Number(memoryKib), passes: Number(passes) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  }
}

function deriveArgon2(password: string, nonce: Buffer, { memoryKib, passes }: PasswordCost): Promise<Buffer> {
  const parameters = {
    message: bytesOf(password),
    nonce,
    parallelism: 1,
    tagLength: keyLength,
    memory: memoryKib,
    passes,
  }
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/** How secrets were made before: `scrypt$N$r$p$salt$key`, salt and key in base64url. */
const strongScrypt = ['scrypt', 2 ** 15, 8, 3, 'AAAA', Buffer.alloc(keyLength).toString('base64url')].join('$')

async function isScrypt(password: string, secret: string | undefined): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (secret ?? strongScrypt).split('$')
  const options: ScryptOptions = { N: Number(N), r: Number(r), p: Number(p), maxmem: 256 * 1024 * 1024 }
  const derived = await new Promise<Buffer>((resolve, reject) => {
    scrypt(bytesOf(password), Buffer.from(salt, 'base64url'), keyLength, options, (error, made) =>
      error ? reject(error) : resolve(made),
    )
  })
  return isSame(derived, Buffer.from(key, 'base64url')) && secret !== undefined
}
