import type { LogDisk, LogFile } from '../sync/command-log/log-disk.ts'

interface StoredFile {
  /** What survives a power cut for sure. */
  flushed: Buffer
  /** What a reader sees while the power is on. */
  current: Buffer
}

export interface FaultyDisk extends LogDisk {
  /** Calls of `flush` so far. */
  flushes(): number
  failNextFlush(code: string, times?: number): void
  failNextWrite(code: string, afterBytes: number): void
  /** Makes flushes wait until the returned function is called. */
  holdFlushes(): () => void
  /** The power goes: of what was not flushed, an arbitrary part stays. `keep` in [0,1]; `garble` damages what was kept. */
  cutPower(keep: number, garble: boolean): void
  edit(name: string, change: (bytes: Buffer) => Buffer): void
  names(): string[]
}

/** A disk in memory that tears, fills up and loses what was not flushed. */
export function createFaultyDisk(): FaultyDisk {
  const files = new Map<string, StoredFile>()
  let flushCount = 0
  let flushFailure: { code: string; left: number } | undefined
  let writeFailure: { code: string; afterBytes: number } | undefined
  let held: Promise<void> | undefined

  function fileOf(name: string): StoredFile {
    const found = files.get(name) ?? { flushed: Buffer.alloc(0), current: Buffer.alloc(0) }
    files.set(name, found)
    return found
  }

  function open(name: string): LogFile {
    const file = fileOf(name)
    return {
      async write(bytes, position) {
        const failure = writeFailure
        writeFailure = undefined
        const written = failure ? bytes.subarray(0, failure.afterBytes) : bytes
        const grown = Buffer.alloc(Math.max(file.current.length, position + written.length))
        file.current.copy(grown)
        grown.set(written, position)
        file.current = grown
        if (failure) throw diskError(failure.code)
      },
      async flush() {
        await held
        if (flushFailure && flushFailure.left-- > 0) throw diskError(flushFailure.code)
        flushCount++
        file.flushed = Buffer.from(file.current)
      },
      async truncate(length) {
        file.current = Buffer.from(file.current.subarray(0, length))
      },
      close: async () => undefined,
    }
  }

  return {
    async read(name) {
      const found = files.get(name)
      return found ? Buffer.from(found.current) : null
    },
    open: async (name) => open(name),
    async copy(from, to) {
      const { current } = fileOf(from)
      files.set(to, { flushed: Buffer.from(current), current: Buffer.from(current) })
    },
    async replace(from, to) {
      const moved = fileOf(from)
      files.delete(from)
      files.set(to, moved)
    },
    flushes: () => flushCount,
    failNextFlush: (code, times = 1) => void (flushFailure = { code, left: times }),
    failNextWrite: (code, afterBytes) => void (writeFailure = { code, afterBytes }),
    holdFlushes() {
      let letGo = () => {}
      held = new Promise((resolve) => (letGo = resolve))
      return () => {
        held = undefined
        letGo()
      }
    },
    cutPower(keep, garble) {
      for (const file of files.values()) {
        const extra = file.current.subarray(file.flushed.length)
        const kept = Buffer.from(extra.subarray(0, Math.floor(extra.length * keep)))
        if (garble && kept.length > 0) kept[Math.floor(kept.length / 2)]! ^= 0xff
        file.current = Buffer.concat([file.flushed, kept])
        file.flushed = Buffer.from(file.current)
      }
    },
    edit(name, change) {
      const file = fileOf(name)
      file.current = change(Buffer.from(file.current))
      file.flushed = Buffer.from(file.current)
    },
    names: () => [...files.keys()],
  }
}

function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: planted`), { code })
}
