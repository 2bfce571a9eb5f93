import { createHash } from 'node:crypto'
import type { SpellingDictionary } from './read-hunspell.ts'
import { triePlan, writeTrie } from './word-trie.ts'

const headerSize = 32
const rulesHeaderSize = 16

/**
 * The file that Chromium's spelling reads: `BDic`, version 2.0, where rules and words begin, an MD5 of both; then the rules
 * as texts that end in zero, then the words as a tree. Little-endian throughout.
 * @see https://source.chromium.org/chromium/chromium/src/+/main:third_party/hunspell/google/bdict.h
 */
export function writeBdic(dictionary: SpellingDictionary): Buffer {
  const rules = rulesOf(dictionary)
  const plan = triePlan(dictionary.words)
  const wordsAt = headerSize + rules.length
  const file = Buffer.alloc(wordsAt + plan.size)
  file.write('BDic', 0, 'latin1')
  file.writeUInt16LE(2, 4)
  file.writeUInt32LE(headerSize, 8)
  file.writeUInt32LE(wordsAt, 12)
  rules.copy(file, headerSize)
  writeTrie(plan, file, wordsAt)
  createHash('md5').update(file.subarray(headerSize)).digest().copy(file, 16)
  return file
}

/** Begins with where its four tables stand in the file. */
function rulesOf({ comment, flagGroups, affixRules, replacements, otherRules }: SpellingDictionary): Buffer {
  const groups = flagGroups.map((flags) => `AF ${flags}`)
  const tables = [
    texts([`AF ${groups.length}`, ...groups]),
    texts(affixRules),
    Buffer.from(`${replacements.map(([from, to]) => `${from}\0${to}\0`).join('')}\0`),
    texts(otherRules),
  ]
  const before = Buffer.from(`\n${comment}\n`)
  const header = Buffer.alloc(rulesHeaderSize)
  let at = headerSize + rulesHeaderSize + before.length
  for (const [index, table] of tables.entries()) {
    header.writeUInt32LE(at, index * 4)
    at += table.length
  }
  return Buffer.concat([header, before, ...tables])
}

/** An empty text would end the table. */
const texts = (all: readonly string[]) => Buffer.from(`${all.map((text) => `${text || ' '}\0`).join('')}\0`)
