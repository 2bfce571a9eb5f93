import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { type Device, refreshProofText, wipeProofText } from '#shared/sync/auth-protocol.ts'

/** One installation of the workstation with its key. */
export interface TestDevice {
  readonly device: Device
  proveRefresh(refreshToken: string): string
  proveWiped(wipeId: string): string
}

/** Where PKCS 8 has the 32 bytes of an Ed25519 key, they follow. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** @param keySeed another one makes another key, under the same name */
export function testDevice(installationId: string, keySeed = installationId): TestDevice {
  const seed = createHash('sha256').update(keySeed).digest()
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  const prove = (text: string) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url')
  return {
    device: {
      installationId,
      publicKey: x ?? '',
      name: `computer of ${installationId}`,
      platform: 'linux x64',
      keyStore: 'os-keyring',
    },
    proveRefresh: (refreshToken) => prove(refreshProofText(refreshToken)),
    proveWiped: (wipeId) => prove(wipeProofText(wipeId)),
  }
}
