import { parentPort } from 'node:worker_threads'
import { argon2id } from 'hash-wasm'
import type { PasswordKeyRequest } from './derive-password-key.ts'

// A third of a second of work: on a thread of its own, so that nothing in main waits for it.
const asked = new Promise<PasswordKeyRequest>((resolve) => parentPort?.once('message', resolve))

// Compiled before somebody waits for it.
await derive('nobody’s', new Uint8Array(16), 8, 1)

const { password, salt, memoryKiB, passes } = await asked
parentPort?.postMessage(await derive(password, salt, memoryKiB, passes))

function derive(password: string, salt: Uint8Array, memorySize: number, iterations: number): Promise<Uint8Array> {
  return argon2id({ password, salt, memorySize, iterations, parallelism: 1, hashLength: 32, outputType: 'binary' })
}
