/** Values as they travel on D-Bus, little-endian. Arrays and structs are arrays, a dictionary an array of pairs, a variant `[signature, value]`. */
export type Value = string | number | boolean | bigint | readonly Value[]

const alignments: Readonly<Record<string, number>> = {
  y: 1,
  g: 1,
  v: 1,
  n: 2,
  q: 2,
  i: 4,
  u: 4,
  b: 4,
  s: 4,
  o: 4,
  a: 4,
  h: 4,
  x: 8,
  t: 8,
  d: 8,
  '(': 8,
  '{': 8,
}

/** `a{sv}ii` is `['a{sv}', 'i', 'i']`. */
export function splitSignature(signature: string): readonly string[] {
  const types: string[] = []
  for (let at = 0; at < signature.length; ) {
    const end = endOfType(signature, at)
    types.push(signature.slice(at, end))
    at = end
  }
  return types
}

function endOfType(signature: string, at: number): number {
  const first = signature[at]
  if (first === 'a') return endOfType(signature, at + 1)
  if (first !== '(' && first !== '{') return at + 1
  for (let depth = 0, end = at; ; end++) {
    if ('({'.includes(signature[end] ?? '')) depth++
    if (')}'.includes(signature[end] ?? '') && --depth === 0) return end + 1
  }
}

export class Writer {
  #bytes: number[] = []

  get length(): number {
    return this.#bytes.length
  }

  write(signature: string, values: readonly Value[]): this {
    for (const [index, type] of splitSignature(signature).entries()) this.#value(type, values[index]!)
    return this
  }

  align(to: number): this {
    while (this.#bytes.length % to !== 0) this.#bytes.push(0)
    return this
  }

  toBuffer(): Buffer {
    return Buffer.from(this.#bytes)
  }

  #value(type: string, value: Value): void {
    const first = type[0]!
    this.align(alignments[first]!)
    if (first === 'y') this.#bytes.push(Number(value))
    else if ('iub'.includes(first)) this.#uint32(Number(value))
    else if (first === 's' || first === 'o') this.#text(`${value as string}`)
    else if (first === 'g') this.#signature(`${value as string}`)
    else if (first === 'v') {
      const [inner, held] = value as readonly [string, Value]
      this.#signature(inner)
      this.#value(inner, held)
    } else if (first === 'a') this.#array(type.slice(1), value as readonly Value[])
    else if (first === '(' || first === '{') this.write(type.slice(1, -1), value as readonly Value[])
    else throw new Error(`cannot write ${type}`)
  }

  #uint32(value: number): void {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(value >>> 0)
    this.#bytes.push(...bytes)
  }

  #text(value: string): void {
    const bytes = Buffer.from(value)
    this.#uint32(bytes.length)
    this.#bytes.push(...bytes, 0)
  }

  #signature(value: string): void {
    const bytes = Buffer.from(value)
    this.#bytes.push(bytes.length, ...bytes, 0)
  }

  #array(type: string, values: readonly Value[]): void {
    const at = this.#bytes.length
    this.#uint32(0)
    this.align(alignments[type[0]!]!)
    const start = this.#bytes.length
    for (const value of values) this.#value(type, value)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(this.#bytes.length - start)
    this.#bytes.splice(at, 4, ...length)
  }
}

export class Reader {
  #at: number
  readonly #bytes: Buffer

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes
    this.#at = at
  }

  read(signature: string): Value[] {
    return splitSignature(signature).map((type) => this.#value(type))
  }

  align(to: number): number {
    this.#at = Math.ceil(this.#at / to) * to
    return this.#at
  }

  #value(type: string): Value {
    const first = type[0]!
    this.align(alignments[first]!)
    switch (first) {
      case 'y':
        return this.#bytes[this.#at++]!
      case 'b':
        return this.#take(4).readUInt32LE() === 1
      case 'n':
      case 'q':
        return this.#take(2).readUInt16LE()
      case 'i':
        return this.#take(4).readInt32LE()
      case 'u':
      case 'h':
        return this.#take(4).readUInt32LE()
      case 'x':
      case 't':
        return this.#take(8).readBigInt64LE()
      case 'd':
        return this.#take(8).readDoubleLE()
      case 's':
      case 'o':
        return this.#text(this.#take(4).readUInt32LE())
      case 'g':
        return this.#text(this.#bytes[this.#at++]!)
      case 'v':
        return this.#value(this.#text(this.#bytes[this.#at++]!))
      case 'a':
        return this.#array(type.slice(1))
      default:
        return this.read(type.slice(1, -1))
    }
  }

  #take(length: number): Buffer {
    const taken = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return taken
  }

  #text(length: number): string {
    const text = this.#take(length).toString()
    this.#at += 1
    return text
  }

  #array(type: string): Value[] {
    const length = this.#take(4).readUInt32LE()
    const end = this.align(alignments[type[0]!]!) + length
    const values: Value[] = []
    while (this.#at < end) values.push(this.#value(type))
    return values
  }
}
