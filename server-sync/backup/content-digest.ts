import { hash } from 'node:crypto'

/** What a table holds, as one number that does not depend on the order of its rows, which no database promises. */
export interface ContentDigest {
  /** @param lines whole lines of COPY's text format, in which a line break is always the end of a row. */
  add(lines: Buffer): void
  rows(): number
  /** Changes with any change of one value; rows that are there twice count twice. */
  value(): string
}

const lineFeed = 10

/** The sum of the rows' hashes, in eight parts of 32 bits. */
export function createContentDigest(): ContentDigest {
  const sums = new Uint32Array(8)
  let rows = 0
  return {
    add(lines) {
      for (let start = 0; start < lines.length; ) {
        const end = lines.indexOf(lineFeed, start)
        if (end < 0) throw new Error('a row was cut')
        const hashed = hash('sha256', lines.subarray(start, end), 'buffer')
        for (let part = 0; part < sums.length; part++) sums[part] = (sums[part] ?? 0) + hashed.readUInt32BE(part * 4)
        rows += 1
        start = end + 1
      }
    },
    rows: () => rows,
    value: () => [...sums].map((part) => part.toString(16).padStart(8, '0')).join(''),
  }
}
