import { parentPort, workerData } from 'node:worker_threads'
import { argon2id } from 'hash-wasm'
import type { PasswordKeyRequest } from './derive-password-key.ts'

// A third of a second of work: on a thread of its own, so that nothing in main waits for it.
const { password, salt, memoryKiB, passes } = workerData as PasswordKeyRequest

parentPort?.postMessage(
  await argon2id({
    password,
    salt,
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: 1,
    hashLength: 32,
    outputType: 'binary',
  }),
)
