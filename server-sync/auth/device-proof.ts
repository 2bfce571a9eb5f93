import { type KeyObject, createPublicKey, verify } from 'node:crypto'

/** @param publicKey raw Ed25519 in base64url; @param proof raw signature in base64url */
export function isProof(publicKey: string, text: string, proof: string): boolean {
  const key = publicKeyOf(publicKey)
  return key !== undefined && verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(proof, 'base64url'))
}

/** `undefined`: no Ed25519 key. */
export function publicKeyOf(publicKey: string): KeyObject | undefined {
  if (!/^[\w-]{43}$/.test(publicKey)) return undefined
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  } catch (error) {
    // Node says so about 32 bytes that are no key.
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
