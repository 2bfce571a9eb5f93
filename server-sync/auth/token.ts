import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, 43 characters: beyond guessing, so one round of a fast hash hides it. */
export const newToken = () => randomBytes(32).toString('base64url')

/** What is stored instead of a token: who reads the database can come in as nobody. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex')

/** Same length always, so that the two parts can be told apart. */
const familyLength = 43

/**
 * A refresh token has two parts. The first is the same in all of its session: an old token of a known family has leaked,
 * while one of no family was never ours. The second is new each time.
 */
export const refreshToken = (family: string, secret: string) => `${family}${secret}`

export const familyOf = (token: string) => token.slice(0, familyLength)
