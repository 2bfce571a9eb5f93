import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { readHunspell } from './read-hunspell.ts'
import { writeBdic } from './write-bdic.ts'

const aff = `# By somebody
SET UTF-8
TRY esian
REP 1
REP f ph_
SFX D Y 2
SFX D 0 d/AB e
SFX D y ied [^aeiou]y po:verb
`

/** The words in the tree, and their groups, read as the format says; depth first, from the offset in the head. */
function wordsIn(file: Buffer): Record<string, number[]> {
  const found: Record<string, number[]> = {}
  const read = (at: number, before: string): void => {
    const mark = file[at] ?? 0
    if (mark < 0x80) {
      const first = ((mark & 0x1f) << 8) | (file[at + 1] ?? 0)
      const restEnd = (mark & 0x40) === 0 ? at + 2 : file.indexOf(0, at + 2)
      const word = Buffer.from(before + file.toString('latin1', at + 2, restEnd), 'latin1').toString()
      const groups = first === 0x1fff ? [] : [first]
      let next = (mark & 0x40) === 0 ? restEnd : restEnd + 1
      for (; (mark & 0x20) !== 0 && file.readUInt16LE(next) !== 0xffff; next += 2) groups.push(file.readUInt16LE(next))
      found[word] = groups
      return
    }
    const letter = (byte: number) => (byte === 0 ? before : before + String.fromCharCode(byte))
    if (mark >= 0xe0) {
      const width = mark >= 0xf0 ? 3 : 2
      const below = at + 1 + (mark & 0x0f) * width
      for (let entry = at + 1; entry < below; entry += width) {
        const offset = width === 3 ? file.readUInt16LE(entry + 1) : file.readUInt8(entry + 1)
        read(below + offset, letter(file.readUInt8(entry)))
      }
      return
    }
    const isWide = (mark & 2) !== 0
    const width = isWide ? 4 : 2
    const placeOf = (entry: number) => (isWide ? file.readUInt32LE(entry) : at + file.readUInt16LE(entry))
    const isUsed = (entry: number) => file.readUIntLE(entry, width) !== 0
    const table = at + 3 + ((mark & 1) === 0 ? 0 : width)
    if (table > at + 3) read(placeOf(at + 3), before)
    for (let index = 0; index < file.readUInt8(at + 2); index += 1) {
      const entry = table + index * width
      if (isUsed(entry)) read(placeOf(entry), letter(file.readUInt8(at + 1) + index))
    }
  }
  read(file.readUInt32LE(12), '')
  return found
}

it('writes every word with its groups of flags, also those that others begin with', () => {
  const file = writeBdic(readHunspell(aff, '6\nlamp/D\nlamps\nlampshade/DS\ncafé\nshe\\/he\nlamp/S\n'))
  expect(wordsIn(file)).toEqual({ lamp: [2, 4], lamps: [0], lampshade: [3], café: [0], 'she/he': [0] })
})

it('finds them all again in a tree that is wide and deep', () => {
  const words = Array.from({ length: 8_000 }, (_, index) => `${(index * 7919).toString(36)}ü${index % 97}`)
  const file = writeBdic(readHunspell(aff, `8000\n${words.join('\n')}\n`))
  // The root has to be a table of wide places, which is what real dictionaries have.
  expect(file.readUInt8(file.readUInt32LE(12)) & 0xfe).toBe(0xc2)
  expect(Object.keys(wordsIn(file)).toSorted()).toEqual([...new Set(words)].toSorted())
})

it('says the rules as Chromium reads them, and sums up what follows its head', () => {
  const file = writeBdic(readHunspell(aff, '1\nlamp/D\n'))
  const rules = file.toString('utf8', 48, file.readUInt32LE(12))
  expect(rules).toBe(
    '\n# By somebody\n' +
      'AF 2\0AF AB\0AF D\0\0' +
      'SFX D Y 2\0SFX D 0 d/1 e\0SFX D y ied [^aeiou]y\0\0' +
      'f\0ph \0\0' +
      'TRY esian\0\0',
  )
  expect(file.toString('latin1', 0, 4)).toBe('BDic')
  expect(file.subarray(16, 32)).toEqual(createHash('md5').update(file.subarray(32)).digest())
})

it('refuses a dictionary whose rules the format has no room for', () => {
  expect(() => readHunspell('SET UTF-8\nCOMPLEXPREFIXES 1\n', '0\n')).toThrow(/COMPLEXPREFIXES/)
  expect(() => readHunspell('SET ISO8859-1\n', '0\n')).toThrow(/not in UTF-8/)
})
