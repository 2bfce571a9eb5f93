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

export interface PasswordKeys {
  derive: DerivePasswordKey
  /** Somebody will soon give a password: the thread for it starts now, and waits. */
  prepare(): void
}

/**
 * Each key on a thread of its own, which ends with it and takes the password out of the memory.
 * @param workerFile where `argon2-worker` lies, built or as source
 */
export function createPasswordKeys(workerFile: string): PasswordKeys {
  let waiting: Worker | undefined

  function start(): Worker {
    const worker = new Worker(workerFile)
    // One that nobody came to use is not what the program goes on for.
    worker.unref()
    return worker
  }

  function take(): Worker {
    const taken = waiting ?? start()
    waiting = undefined
    taken.ref()
    return taken
  }

  return {
    prepare() {
      if (waiting) return
      const started = (waiting = start())
      // Whoever asks then starts another one, and is told if that fails as well.
      const forget = () => {
        if (waiting === started) waiting = undefined
      }
      started.once('error', forget)
      started.once('exit', forget)
    },
    derive: (request) =>
      new Promise((resolve, reject) => {
        const worker = take()
        worker.once('message', (key: Uint8Array) => {
          resolve(key)
          void worker.terminate()
        })
        worker.once('error', reject)
        // Accents can be typed in two ways; both are the same password.
        worker.postMessage({ ...request, password: request.password.normalize('NFKC') })
      }),
  }
}
