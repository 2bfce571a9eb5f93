/** A stream of pieces, read in the lengths that its format asks for. */
export interface ByteReader {
  /** Fewer only where the stream ends. */
  take(count: number): Promise<Buffer>
}

export function readBytes(source: AsyncIterable<Buffer>): ByteReader {
  const pieces = source[Symbol.asyncIterator]()
  let held: Buffer[] = []
  let size = 0
  return {
    async take(count) {
      while (size < count) {
        const next = await pieces.next()
        if (next.done) break
        held.push(next.value)
        size += next.value.length
      }
      const all = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held, size)
      held = [all.subarray(count)]
      size = Math.max(0, all.length - count)
      return all.subarray(0, count)
    },
  }
}
