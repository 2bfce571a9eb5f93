import type { LogDisk, LogFile } from '../files/log-disk.ts'

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
  /**
   * The power goes in the middle of the `operations`-th operation from now on: nothing later happens, whatever is called.
   * `cutPower` then decides what stays, and turns it on again.
   */
  failPowerAt(operations: number): void
  isOff(): boolean
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
  let untilOff = Number.POSITIVE_INFINITY
  let isOff = false
  /** Names are as they were at the last flush of the folder; a rename may or may not survive. */
  let undoRename: (() => void) | undefined

  /** True for the operation during which the power goes. */
  function isLast(): boolean {
    if (isOff) throw diskError('EIO')
    isOff = --untilOff <= 0
    return isOff
  }

  function fileOf(name: string): StoredFile {
    const found = files.get(name) ?? { flushed: Buffer.alloc(0), current: Buffer.alloc(0) }
    files.set(name, found)
    return found
  }

  function open(name: string): LogFile {
    const file = fileOf(name)
    return {
      async write(bytes, position) {
        const failure = isLast() ? { code: 'EIO', afterBytes: Math.ceil(bytes.length / 2) } : writeFailure
        writeFailure = undefined
        const written = failure ? bytes.subarray(0, failure.afterBytes) : bytes
        const grown = Buffer.alloc(Math.max(file.current.length, position + written.length))
        file.current.copy(grown)
        grown.set(written, position)
        file.current = grown
        if (failure) throw diskError(failure.code)
      },
      async read(position, length) {
        if (isLast()) throw diskError('EIO')
        return Buffer.from(file.current.subarray(position, position + length))
      },
      async flush() {
        await held
        if (isLast()) throw diskError('EIO')
        if (flushFailure && flushFailure.left-- > 0) throw diskError(flushFailure.code)
        flushCount++
        file.flushed = Buffer.from(file.current)
      },
      async truncate(length) {
        if (isLast()) throw diskError('EIO')
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
    async open(name) {
      if (isLast()) throw diskError('EIO')
      return open(name)
    },
    async copy(from, to) {
      if (isLast()) throw diskError('EIO')
      const { current } = fileOf(from)
      files.set(to, { flushed: Buffer.from(current), current: Buffer.from(current) })
    },
    async rename(from, to) {
      const isNever = isLast()
      const moved = fileOf(from)
      const replaced = files.get(to)
      files.delete(from)
      files.set(to, moved)
      undoRename = () => {
        files.set(from, moved)
        if (replaced) files.set(to, replaced)
        else files.delete(to)
      }
      if (isNever) throw diskError('EIO')
    },
    async flushNames() {
      if (isLast()) throw diskError('EIO')
      undoRename = undefined
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
    failPowerAt: (operations) => void (untilOff = operations),
    isOff: () => isOff,
    cutPower(keep, garble) {
      isOff = false
      untilOff = Number.POSITIVE_INFINITY
      if (keep < 0.5) undoRename?.()
      undoRename = undefined
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
