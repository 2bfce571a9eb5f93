import { backoffMs } from '../backoff.ts'
import type { After, Cancel } from '../timers.ts'
import type { FileKeeper, KeptFile } from './file-keeper.ts'
import type { SendPorts, Sent, ToSend } from './send-file.ts'

/** A file of the visitor's that is put to a message, or will be. */
export interface BoxedFile {
  readonly key: string
  readonly name: string
  readonly bytes: number
  /** Bytes that the server has. */
  readonly arrived: number
  /** What it is to the server; known once all of it is there and was looked into. */
  readonly fileId: string | null
  readonly refusal: string | null
}

export interface FileBoxPorts {
  readonly keeper: FileKeeper
  readonly after: After
  newId(): string
  random(): number
  /** Null: there is nobody to send as. */
  token(): string | null
  send(file: ToSend, ports: Omit<SendPorts, 'fetch'>): Promise<Sent>
  /** A message that still waits takes it along. */
  isWanted(key: string): boolean
  /** Something is further on, or is not taken. */
  changed(): void
}

export interface FileBox {
  get(key: string): BoxedFile | undefined
  all(): readonly BoxedFile[]
  add(name: string, blob: Blob): string
  /** Sent with its message, or given up. */
  remove(key: string): void
  /** What was refused is tried once more. */
  retry(key: string): void
  online(): void
  offline(): void
  /** What an earlier page has left is here. */
  readonly ready: Promise<void>
}

/** Sends one file after the other, as long as there is a line, and over every cut from where each stands. */
export function createFileBox(ports: FileBoxPorts): FileBox {
  const files = new Map<string, BoxedFile>()
  const blobs = new Map<string, KeptFile>()
  let isOnline = false
  let current: { readonly key: string; readonly calling: AbortController } | undefined
  let failures = 0
  let callOff: Cancel = () => undefined

  function set(key: string, change: Partial<BoxedFile>) {
    const file = files.get(key)
    if (!file) return
    files.set(key, { ...file, ...change })
    ports.changed()
  }

  function next() {
    callOff()
    const token = ports.token()
    const waiting = [...files.values()].find(({ fileId, refusal }) => fileId === null && refusal === null)
    const kept = waiting && blobs.get(waiting.key)
    if (!isOnline || current || token === null || !kept) return
    const { key } = kept
    const calling = new AbortController()
    current = { key, calling }
    void ports
      .send(kept, {
        token,
        signal: calling.signal,
        begun(uploadId) {
          if (files.has(key)) keep({ ...kept, uploadId })
        },
        progress: (arrived) => set(key, { arrived }),
      })
      .then((sent) => ended(key, sent))
  }

  function ended(key: string, sent: Sent) {
    current = undefined
    if (!files.has(key)) return next()
    if (sent.end === 'later') {
      if (isOnline) callOff = ports.after(backoffMs(++failures, ports.random), next)
      return
    }
    failures = 0
    if (sent.end === 'taken') set(key, { fileId: sent.uploadId, arrived: files.get(key)?.bytes ?? 0 })
    else set(key, { refusal: sent.kind, arrived: 0 })
    next()
  }

  function keep(file: KeptFile) {
    blobs.set(file.key, file)
    ports.keeper.put(file)
  }

  function put({ key, name, blob }: KeptFile) {
    files.set(key, { key, name, bytes: blob.size, arrived: 0, fileId: null, refusal: null })
  }

  return {
    get: (key) => files.get(key),
    all: () => [...files.values()],
    ready: ports.keeper.all(ports.isWanted).then((left) => {
      for (const file of left) {
        if (blobs.has(file.key)) continue
        blobs.set(file.key, file)
        put(file)
      }
      if (left.length > 0) ports.changed()
      next()
    }),
    add(name, blob) {
      const file = { key: ports.newId(), name, blob, uploadId: null }
      keep(file)
      put(file)
      ports.changed()
      next()
      return file.key
    },
    remove(key) {
      if (!files.delete(key)) return
      blobs.delete(key)
      ports.keeper.remove(key)
      if (current?.key === key) current.calling.abort()
      ports.changed()
    },
    retry(key) {
      const kept = blobs.get(key)
      if (!kept || files.get(key)?.refusal == null) return
      keep({ ...kept, uploadId: null })
      set(key, { refusal: null, arrived: 0 })
      next()
    },
    online() {
      isOnline = true
      failures = 0
      next()
    },
    offline() {
      isOnline = false
      callOff()
      current?.calling.abort()
    },
  }
}
