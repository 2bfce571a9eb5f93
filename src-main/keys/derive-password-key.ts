import { Worker } from 'node:worker_threads'

export interface PasswordKeyRequest {
  readonly password: string
  readonly salt: Uint8Array
  readonly memoryKiB: number
  readonly passes: number
}

/** 32 bytes that only who knows the password can make. */
export type DerivePasswordKey = (request: PasswordKeyRequest) => Promise<Uint8Array>

export type PasswordKeyCost = Pick<PasswordKeyRequest, 'memoryKiB' | 'passes'>

/** OWASP's strong setting; stored with each vault, so that it can be raised later. */
export const strongCost: PasswordKeyCost = { memoryKiB: 64 * 1024, passes: 3 }

/** @param workerFile where `argon2-worker` lies, built or as source */
export function createPasswordKeys(workerFile: string): DerivePasswordKey {
  return (request) =>
    new Promise((resolve, reject) => {
      // Accents can be typed in two ways; both are the same password.
      const workerData = { ...request, password: request.password.normalize('NFKC') }
      const worker = new Worker(workerFile, { workerData })
      worker.once('message', (key: Uint8Array) => {
        resolve(key)
        void worker.terminate()
      })
      worker.once('error', reject)
    })
}
