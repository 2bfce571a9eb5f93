import { type ScryptOptions, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's scrypt: 32 MiB, about a quarter of a second. Stored with each secret, so that it can be raised later. */
const strong = { N: 2 ** 15, r: 8, p: 3 }
const keyLength = 32

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string, cost = strong): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  const { N, r, p } = cost
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** `undefined` for somebody we do not know: takes as long as a wrong password, so that nobody learns who exists. */
export async function isPassword(password: string, secret: string | undefined): Promise<boolean> {
  const [, N, r, p, salt, key] = (secret ?? nobody).split('$')
  const expected = Buffer.from(key ?? '', 'base64url')
  const derived = await derive(password, Buffer.from(salt ?? '', 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  })
  return timingSafeEqual(derived, expected) && secret !== undefined
}

const nobody = ['scrypt', strong.N, strong.r, strong.p, 'AAAA', Buffer.alloc(keyLength).toString('base64url')].join('$')

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Accents can be typed in two ways; both are the same password.
    scrypt(password.normalize('NFKC'), salt, keyLength, { ...cost, maxmem: 256 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
