import type { LogDisk } from './log-disk.ts'

/** Where nothing may be written down: what it holds lasts as long as this process. */
export function createMemoryDisk(): LogDisk {
  /** A file keeps its content when its name goes, for whoever has it open. */
  const files = new Map<string, { content: Buffer }>()

  function fileOf(name: string) {
    const found = files.get(name) ?? { content: Buffer.alloc(0) }
    files.set(name, found)
    return found
  }

  return {
    read: async (name) => files.get(name)?.content ?? null,
    async open(name) {
      const file = fileOf(name)
      return {
        async write(bytes, position) {
          const grown = Buffer.alloc(Math.max(file.content.length, position + bytes.length))
          file.content.copy(grown)
          grown.set(bytes, position)
          file.content = grown
        },
        read: async (position, length) => Buffer.from(file.content.subarray(position, position + length)),
        flush: async () => undefined,
        async truncate(length) {
          file.content = Buffer.from(file.content.subarray(0, length))
        },
        close: async () => undefined,
      }
    },
    async copy(from, to) {
      files.set(to, { content: fileOf(from).content })
    },
    async rename(from, to) {
      files.set(to, fileOf(from))
      files.delete(from)
    },
    flushNames: async () => undefined,
  }
}
