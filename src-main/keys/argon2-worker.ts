import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { type PasswordKeyRequest, type PasswordThread, strongCost } from './password-key.ts'

// A thread of its own for one password, so that nothing in main waits for it; what was in its memory goes with it.

// Of the language, and in no list of types that goes with Node.
declare const WebAssembly: {
  instantiate(module: Uint8Array): Promise<{ readonly instance: { readonly exports: unknown } }>
}

/** The reference implementation, as far as it is used. */
interface Argon2 {
  readonly memory: { readonly buffer: ArrayBuffer }
  _initialize(): void
  malloc(bytes: number): number
  free(at: number): void
  argon2_hash(
    passes: number,
    memoryKiB: number,
    lanes: number,
    password: number,
    passwordBytes: number,
    salt: number,
    saltBytes: number,
    key: number,
    keyBytes: number,
    encoded: number,
    encodedBytes: number,
    type: number,
    version: number,
  ): number
}

const argon2id = 2
const version13 = 0x13
const keyBytes = 32
const pageBytes = 4096

const asked = new Promise<PasswordKeyRequest>((resolve) => parentPort?.once('message', resolve))
const argon2 = await load()
if ((workerData as PasswordThread).isEarly) makeReady()
parentPort?.postMessage(derive(await asked))

/** While nobody waits: all the memory is asked for, which takes longer than the work that is done in it, and the code made fast. */
function makeReady(): void {
  const bytes = strongCost.memoryKiB * 1024
  const at = argon2.malloc(bytes)
  const memory = new Uint8Array(argon2.memory.buffer)
  for (let page = at; page < at + bytes; page += pageBytes) memory[page] = 0
  argon2.free(at)
  derive({ password: 'nobody’s', salt: new Uint8Array(16), memoryKiB: 1024, passes: 3 })
}

/** Not by way of the package's own JavaScript, which counts the letters of a password where its bytes are meant. */
async function load(): Promise<Argon2> {
  const wasm = await readFile(fileURLToPath(import.meta.resolve('@phi-ag/argon2/argon2.wasm')))
  const { instance } = await WebAssembly.instantiate(wasm)
  const loaded = instance.exports as Argon2
  loaded._initialize()
  return loaded
}

function derive({ password, salt, memoryKiB, passes }: PasswordKeyRequest): Uint8Array {
  const secret = new TextEncoder().encode(password)
  const [secretAt, saltAt, keyAt] = [put(secret), put(salt), argon2.malloc(keyBytes)]
  const failure = argon2.argon2_hash(
    passes,
    memoryKiB,
    1,
    secretAt,
    secret.length,
    saltAt,
    salt.length,
    keyAt,
    keyBytes,
    0,
    0,
    argon2id,
    version13,
  )
  if (failure !== 0) throw new Error(`Argon2 failed with ${failure}`)
  const key = new Uint8Array(argon2.memory.buffer).slice(keyAt, keyAt + keyBytes)
  for (const at of [secretAt, saltAt, keyAt]) argon2.free(at)
  return key
}

function put(bytes: Uint8Array): number {
  const at = argon2.malloc(bytes.length)
  // Looked at each time: growing gives the memory another buffer.
  new Uint8Array(argon2.memory.buffer).set(bytes, at)
  return at
}
