import type { LogDisk, LogFile } from '../../../src-main/files/log-disk.ts'
import type { Random } from '../schedule/random.ts'
import type { Life } from './life.ts'

interface StoredFile {
  /** What survives a power cut for sure. */
  flushed: Buffer
  /** What a reader sees while the power is on. */
  current: Buffer
}

/** One machine's disk: it outlives every process, and every process has its own hold of it. */
export interface SimDisk {
  openFor(life: Life): LogDisk
  /** A small file that is replaced as a whole. */
  document<Value>(name: string, life: Life): SimDocument<Value>
  /** From now on until the power is cut or `tellTruth`, "flushed" means nothing. */
  lie(): void
  tellTruth(): void
  failNext(operations: number): void
  /** What was not flushed stays in part, perhaps garbled, or goes. @returns whether the disk had lied about some of it */
  cutPower(): boolean
  contentOf(name: string): Buffer
  edit(name: string, change: (bytes: Buffer) => Buffer): void
  image(): DiskImage
  restore(image: DiskImage): void
}

interface SimDocument<Value> {
  read(): Promise<Value | null>
  write(value: Value): Promise<void>
  remove(): Promise<void>
}

export type DiskImage = ReadonlyMap<string, Buffer>

const empty = Buffer.alloc(0)

export function createSimDisk(random: Random): SimDisk {
  let files = new Map<string, StoredFile>()
  /** As of the last flush of the folder; undefined while nothing was renamed since. */
  let namesBefore: Map<string, StoredFile> | undefined
  let isLying = false
  let hasLied = false
  let failures = 0

  const fileOf = (name: string): StoredFile => {
    const found = files.get(name) ?? { flushed: empty, current: empty }
    files.set(name, found)
    return found
  }

  const failing = () => {
    if (failures === 0) return
    failures -= 1
    throw Object.assign(new Error('planted'), { code: random.pick(['ENOSPC', 'EIO']) })
  }

  function flush(file: StoredFile) {
    if (isLying) {
      hasLied ||= file.flushed !== file.current
      return
    }
    file.flushed = file.current
  }

  function write(file: StoredFile, bytes: Uint8Array, position: number) {
    const grown = Buffer.alloc(Math.max(file.current.length, position + bytes.length))
    file.current.copy(grown)
    grown.set(bytes, position)
    file.current = grown
  }

  function open(file: StoredFile, life: Life): LogFile {
    return {
      async write(bytes, position) {
        if (random.chance(0.2)) await life.wait(1)
        if (!life.isAlive()) await life.never
        if (failures > 0) write(file, bytes.subarray(0, random.between(0, bytes.length)), position)
        failing()
        write(file, bytes, position)
      },
      async read(position, length) {
        if (random.chance(0.2)) await life.wait(1)
        return Buffer.from(file.current.subarray(position, position + length))
      },
      async flush() {
        await life.wait(random.between(0, 4))
        failing()
        flush(file)
      },
      async truncate(length) {
        await life.wait(0)
        file.current = Buffer.from(file.current.subarray(0, length))
      },
      close: async () => undefined,
    }
  }

  function torn({ flushed, current }: StoredFile): Buffer {
    if (flushed === current) return current
    if (random.chance(0.3)) return flushed
    const isGrown = current.length > flushed.length && current.subarray(0, flushed.length).equals(flushed)
    if (!isGrown) return random.chance(0.5) ? flushed : current
    const extra = Buffer.from(current.subarray(flushed.length, random.between(flushed.length, current.length)))
    if (extra.length > 0 && random.chance(0.5)) extra[random.between(0, extra.length - 1)]! ^= 0x15
    return Buffer.concat([flushed, extra])
  }

  return {
    openFor: (life) => ({
      async read(name) {
        await life.wait(0)
        const found = files.get(name)
        return found ? Buffer.from(found.current) : null
      },
      async open(name) {
        await life.wait(0)
        // As on the real one: a file is opened only under a name that stays.
        namesBefore = undefined
        return open(fileOf(name), life)
      },
      async copy(from, to) {
        await life.wait(1)
        const { current } = fileOf(from)
        files.set(to, { flushed: current, current })
      },
      async rename(from, to) {
        await life.wait(1)
        failing()
        namesBefore ??= new Map(files)
        files = new Map(files)
        files.set(to, fileOf(from))
        files.delete(from)
      },
      async flushNames() {
        await life.wait(1)
        namesBefore = undefined
      },
    }),
    document<Value>(name: string, life: Life): SimDocument<Value> {
      return {
        async read() {
          await life.wait(0)
          const found = files.get(name)
          return found && found.current.length > 0 ? (JSON.parse(found.current.toString()) as Value) : null
        },
        async write(value) {
          await life.wait(random.between(1, 20))
          failing()
          const before = fileOf(name)
          const bytes = Buffer.from(JSON.stringify(value))
          // Replaced as a whole: a power cut leaves the old or the new one.
          files.set(name, { flushed: isLying ? before.flushed : bytes, current: bytes })
        },
        async remove() {
          await life.wait(1)
          files.delete(name)
        },
      }
    },
    lie: () => void (isLying = true),
    tellTruth: () => void (isLying = false),
    failNext: (operations) => void (failures = operations),
    cutPower() {
      if (namesBefore && random.chance(0.5)) files = namesBefore
      namesBefore = undefined
      for (const [name, file] of files) {
        const isDocument = name.endsWith('.json')
        const kept = isDocument ? (random.chance(0.5) ? file.flushed : file.current) : torn(file)
        files.set(name, { flushed: kept, current: kept })
      }
      const lied = hasLied
      isLying = false
      hasLied = false
      return lied
    },
    contentOf: (name) => files.get(name)?.current ?? empty,
    edit(name, change) {
      const changed = change(Buffer.from(fileOf(name).current))
      files.set(name, { flushed: changed, current: changed })
    },
    image: () => new Map([...files].map(([name, { current }]) => [name, Buffer.from(current)])),
    restore(image) {
      files = new Map([...image].map(([name, bytes]) => [name, { flushed: bytes, current: bytes }]))
      namesBefore = undefined
    },
  }
}
