import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { z } from 'zod'
import { text } from '#shared/schema/fields.ts'

/** What names this installation to the server, and proves it: the key never leaves this computer. */
export const deviceIdentitySchema = z.strictObject({
  installationId: text(36).min(1),
  /** PKCS #8 in base64. */
  privateKey: text(200).min(1),
})
export type DeviceIdentity = z.infer<typeof deviceIdentitySchema>

export function makeDeviceIdentity(): DeviceIdentity {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    installationId: randomUUID(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

/** Raw Ed25519, base64url. */
export function publicKeyOf(identity: DeviceIdentity): string {
  return createPublicKey(privateKeyOf(identity)).export({ format: 'jwk' }).x ?? ''
}

/** Over the UTF-8 bytes of a text; raw, base64url. */
export function signWith(identity: DeviceIdentity, statement: string): string {
  return sign(null, Buffer.from(statement), privateKeyOf(identity)).toString('base64url')
}

const privateKeyOf = ({ privateKey }: DeviceIdentity) =>
  createPrivateKey({ key: Buffer.from(privateKey, 'base64'), type: 'pkcs8', format: 'der' })
