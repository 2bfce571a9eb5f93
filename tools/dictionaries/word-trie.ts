/** Words that begin alike, by their bytes. A node without children is the end of one word. */
export interface TrieNode {
  /** The byte that leads here; 0 where a word ends that others go on from. */
  readonly byte: number
  readonly children: readonly TrieNode[]
  /** The rest of the only word that goes on here. */
  readonly rest: string
  readonly groups: readonly number[]
  readonly storage: 'leaf' | 'list8' | 'list16' | 'table16' | 'table32'
  readonly size: number
}

/** What fits into a leaf's own thirteen bits; all ones say that the groups stand after it. */
const mostInLeaf = 0x1ffe
const notInLeaf = 0x1fff
const endOfGroups = 0xffff
/** Chromium reads no more groups of a word. */
const mostGroups = 32

interface Entry {
  /** One character a byte. */
  readonly bytes: string
  readonly groups: readonly number[]
}

export function triePlan(words: ReadonlyMap<string, ReadonlySet<number>>): TrieNode {
  const entries = [...words]
    .map(([word, groups]) => ({
      bytes: Buffer.from(word).toString('latin1'),
      groups: [...groups].toSorted((one, other) => one - other).slice(0, mostGroups - 1),
    }))
    .toSorted((one, other) => (one.bytes < other.bytes ? -1 : 1))
  return branch(0, 0, entries, 0, entries.length)
}

/** Of the words from `from` to before `to`, which begin with the same `depth` bytes. */
function branch(byte: number, depth: number, entries: readonly Entry[], from: number, to: number): TrieNode {
  const children: TrieNode[] = []
  for (let start = from; start < to; ) {
    const { bytes, groups } = entries[start] as Entry
    if (bytes.length === depth) {
      children.push(leaf(0, '', groups))
      start += 1
      continue
    }
    let end = start + 1
    while (end < to && entries[end]?.bytes[depth] === bytes[depth]) end += 1
    const next = bytes.charCodeAt(depth)
    children.push(
      end === start + 1 ? leaf(next, bytes.slice(depth + 1), groups) : branch(next, depth + 1, entries, start, end),
    )
    start = end
  }
  const below = children.reduce((sum, { size }) => sum + size, 0)
  const { storage, head } = storageFor(children, below)
  return { byte, children, rest: '', groups: [], storage, size: head + below }
}

function leaf(byte: number, rest: string, groups: readonly number[]): TrieNode {
  const after = groupsAfter(groups)
  const size = 2 + (rest === '' ? 0 : rest.length + 1) + (after.length === 0 ? 0 : after.length * 2 + 2)
  return { byte, children: [], rest, groups, storage: 'leaf', size }
}

/** Those that do not stand in the leaf itself. */
const groupsAfter = ([first = 0, ...others]: readonly number[]) => (first > mostInLeaf ? [first, ...others] : others)

/** A list names its children's bytes; a table has a place for each byte between the first and the last, and one before it for 0. */
function storageFor(children: readonly TrieNode[], below: number): Pick<TrieNode, 'storage'> & { head: number } {
  const { length } = children
  if (length < 16 && below <= 0xff) return { storage: 'list8', head: 1 + length * 2 }
  if (length < 16 && below <= 0xffff) return { storage: 'list16', head: 1 + length * 3 }
  const { hasEnd, places } = tableOf(children)
  const slots = places + (hasEnd ? 1 : 0)
  if (3 + slots * 2 + below <= 0xffff) return { storage: 'table16', head: 3 + slots * 2 }
  return { storage: 'table32', head: 3 + slots * 4 }
}

function tableOf(children: readonly TrieNode[]): { hasEnd: boolean; first: number; places: number } {
  const bytes = children.map(({ byte }) => byte)
  const hasEnd = bytes[0] === 0
  const first = bytes[hasEnd ? 1 : 0] ?? 0
  return { hasEnd, first, places: (bytes.at(-1) ?? 0) - first + 1 }
}

/** @returns where the next may begin */
export function writeTrie(node: TrieNode, file: Buffer, at: number): number {
  if (node.storage === 'leaf') return writeLeaf(node, file, at)
  return node.storage === 'list8' || node.storage === 'list16' ? writeList(node, file, at) : writeTable(node, file, at)
}

function writeLeaf({ rest, groups }: TrieNode, file: Buffer, at: number): number {
  const after = groupsAfter(groups)
  const first = after.length === groups.length && groups.length > 0 ? notInLeaf : (groups[0] ?? 0)
  const marks = (rest === '' ? 0 : 0x40) | (after.length === 0 ? 0 : 0x20)
  file[at] = marks | (first >> 8)
  file[at + 1] = first & 0xff
  let end = at + 2
  if (rest !== '') end += file.write(`${rest}\0`, end, 'latin1')
  if (after.length === 0) return end
  for (const group of [...after, endOfGroups]) end = file.writeUInt16LE(group, end)
  return end
}

function writeList({ children, storage }: TrieNode, file: Buffer, at: number): number {
  const isWide = storage === 'list16'
  file[at] = 0xe0 | (isWide ? 0x10 : 0) | children.length
  let place = at + 1
  const below = place + children.length * (isWide ? 3 : 2)
  let end = below
  for (const child of children) {
    place = file.writeUInt8(child.byte, place)
    place = isWide ? file.writeUInt16LE(end - below, place) : file.writeUInt8(end - below, place)
    end = writeTrie(child, file, end)
  }
  return end
}

function writeTable({ children, storage }: TrieNode, file: Buffer, at: number): number {
  const isWide = storage === 'table32'
  const width = isWide ? 4 : 2
  const { hasEnd, first, places } = tableOf(children)
  file[at] = 0xc0 | (isWide ? 2 : 0) | (hasEnd ? 1 : 0)
  file[at + 1] = first
  file[at + 2] = places
  const table = at + 3 + (hasEnd ? width : 0)
  let end = table + places * width
  for (const child of children) {
    const place = child.byte === 0 ? at + 3 : table + (child.byte - first) * width
    // Wide ones count from the beginning of the file, others from this node.
    if (isWide) file.writeUInt32LE(end, place)
    else file.writeUInt16LE(end - at, place)
    end = writeTrie(child, file, end)
  }
  return end
}
