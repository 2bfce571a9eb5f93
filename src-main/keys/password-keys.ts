import { Worker } from 'node:worker_threads'
import { type Timers, systemTimers } from '../flow/timers.ts'
import type { DerivePasswordKey, PasswordThread } from './password-key.ts'

export interface PasswordKeys {
  derive: DerivePasswordKey
  /** Somebody types a password: the thread for it starts now, and waits for a while. */
  prepare(): void
}

/** It holds the memory that deriving takes, which whoever went away while typing gets back. */
const waitsMs = 60_000

/**
 * Each key on a thread of its own, which ends with it and takes the password out of the memory.
 * @param workerFile where `argon2-worker` lies, built or as source
 */
export function createPasswordKeys(workerFile: string, timers: Timers = systemTimers): PasswordKeys {
  let waiting: { readonly worker: Worker; stopWaiting(): void } | undefined

  function start(thread: PasswordThread): Worker {
    const worker = new Worker(workerFile, { workerData: thread })
    // One that nobody came to use is not what the program goes on for.
    worker.unref()
    return worker
  }

  function take(): Worker {
    const taken = waiting?.worker ?? start({ isEarly: false })
    waiting?.stopWaiting()
    taken.ref()
    return taken
  }

  return {
    prepare() {
      if (waiting) return
      const worker = start({ isEarly: true })
      const stopWaiting = () => {
        if (waiting?.worker === worker) waiting = undefined
        callOff()
      }
      const callOff = timers.after(waitsMs, () => {
        stopWaiting()
        void worker.terminate()
      })
      waiting = { worker, stopWaiting }
      // Whoever asks then starts another one, and is told if that fails as well.
      worker.once('error', stopWaiting)
      worker.once('exit', stopWaiting)
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
