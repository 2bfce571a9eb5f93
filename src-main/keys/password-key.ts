export interface PasswordKeyRequest {
  readonly password: string
  readonly salt: Uint8Array
  readonly memoryKiB: number
  readonly passes: number
}

/** 32 bytes that only who knows the password can make. */
export type DerivePasswordKey = (request: PasswordKeyRequest) => Promise<Uint8Array>

export type PasswordKeyCost = Pick<PasswordKeyRequest, 'memoryKiB' | 'passes'>

/** What its thread is told at the start. */
export interface PasswordThread {
  /** The password is still being typed. */
  readonly isEarly: boolean
}

/** Memory and passes as RFC 9106 recommends them where 2 GiB are too much; stored with each vault, so that they can be raised. */
export const strongCost: PasswordKeyCost = { memoryKiB: 64 * 1024, passes: 3 }
