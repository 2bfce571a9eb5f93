import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exe, jpeg, pdf, png } from '../../testing/file-samples.ts'
import { makeZip } from '../../testing/make-zip.ts'
import { type Inspected, inspectFile } from './inspect-file.ts'
import { zipEntriesMax } from './read-zip.ts'

const taken = (mediaType: string, name: string): Inspected => ({ ok: true, mediaType, name })
const refused = (refusal: string) => ({ ok: false, refusal })
const entry = (name: string, content: Buffer = Buffer.from('content')) => ({ name, content })
const types = '[Content_Types].xml'
const docx = makeZip(entry(types), entry('word/document.xml'))
const odt = Buffer.concat([
  // Stored, not packed, and first: so the format wants it.
  storedFirst('mimetype', 'application/vnd.oasis.opendocument.text'),
])
const cfb = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
const utf16 = Buffer.from('\uFEFFname;price\r\nPebble mugs;36', 'utf16le')
const gbk = Buffer.from('b6a9b5a5bac52c31303432', 'hex')
const mp3 = Buffer.concat([Buffer.from('ID3'), Buffer.from([3, 0, 0, 0, 15, 118, 118]), Buffer.alloc(100_000, 7)])
const megabyte = 1024 * 1024

describe('what a file is', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'farline-inspect-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function inspected(content: Buffer | string, name: string): Promise<Inspected> {
    const file = path.join(folder, 'upload')
    await writeFile(file, content)
    return inspectFile(file, Buffer.byteLength(content), name)
  }

  it.each<readonly [name: string, content: Buffer | string, mediaType: string]>([
    ['photo.png', png, 'image/png'],
    ['IMG_1.jpeg', jpeg, 'image/jpeg'],
    ['发票.pdf', pdf, 'application/pdf'],
    ['with a picture of its cover.mp3', mp3, 'audio/mpeg'],
    ['note.txt', 'Hello\nthere', 'text/plain'],
    ['list.csv', 'a;b\n1;2', 'text/csv'],
    ['list.csv', utf16, 'text/csv'],
    ['list.csv', gbk, 'text/csv'],
    ['letter.docx', docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['letter.odt', odt, 'application/vnd.oasis.opendocument.text'],
    ['letter.doc', cfb, 'application/msword'],
    ['photos.zip', makeZip(entry('a.png')), 'application/zip'],
    ['photos.zip', makeZip(entry('inner.zip', makeZip(entry('x')))), 'application/zip'],
  ])('is read from its bytes: %s', async (name, content, mediaType) => {
    expect(await inspected(content, name)).toEqual(taken(mediaType, name))
  })

  it('puts a wrong ending right within a family, and gives one where there is none', async () => {
    expect(await inspected(png, 'photo.jpg')).toEqual(taken('image/png', 'photo.png'))
    expect(await inspected(pdf, 'invoice')).toEqual(taken('application/pdf', 'invoice.pdf'))
    expect(await inspected(png, 'Screenshot 2026.11.27')).toEqual(taken('image/png', 'Screenshot 2026.11.27.png'))
    expect(await inspected(jpeg, 'IMG_1.JPG')).toEqual(taken('image/jpeg', 'IMG_1.jpg'))
    expect(await inspected('hello', '../../etc/passwd')).toEqual(taken('text/plain', 'passwd.txt'))
  })

  it.each([
    ['a program as a picture', exe, 'photo.png'],
    ['a page as a picture', '<!doctype html><script>alert(1)</script>', 'photo.jpg'],
    ['a drawing that runs as a picture', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', 'photo.png'],
    ['a drawing behind a declaration', '<?xml version="1.0"?><svg onload="x()"/>', 'photo.png'],
    ['words as a picture', 'just words', 'photo.png'],
    ['an archive as a picture', makeZip(entry('x')), 'photo.png'],
    ['an archive as a document', makeZip(entry('x')), 'letter.docx'],
    ['a picture as a document', png, 'invoice.pdf'],
    ['a page as words', '  <html><body>', 'note.txt'],
    ['a page behind the mark of UTF-8', '\uFEFF<script>x()</script>', 'note.txt'],
    ['a page as words in UTF-16', Buffer.from('\uFEFF<html>', 'utf16le'), 'note.txt'],
    ['a script as words', '#!/bin/sh\nrm -rf ~', 'note.txt'],
    ['a document with macros', makeZip(entry(types), entry('word/vbaProject.bin')), 'letter.docx'],
    ['an archive that leads out of its folder', makeZip(entry('../../x')), 'photos.zip'],
    ['half an archive', docx.subarray(0, 60), 'photos.zip'],
  ])('is refused as disguised: %s', async (_, content, name) => {
    expect(await inspected(content, name)).toEqual(refused('file/disguised'))
  })

  it.each([
    ['a program', exe, 'setup.exe'],
    ['a program without a name', exe, ''],
    ['a picture with the name of a program', png, 'photo.png.exe'],
    ['a page', '<html>', 'page.html'],
    ['a script', 'alert(1)', 'run.js'],
    ['an installer in an old container', cfb, 'setup.msi'],
    ['bytes of no kind', Buffer.from([1, 2, 3, 0, 200, 5]), 'data'],
  ])('is refused for its kind: %s', async (_, content, name) => {
    expect(await inspected(content, name)).toEqual(refused('file/type'))
  })

  it.each([
    ['zeros', makeZip(entry('zeros', Buffer.alloc(40 * megabyte)))],
    ['by its own list', makeZip({ ...entry('x'), claims: { unpacked: 2 ** 32 - 2 } })],
    [
      'the same bytes many times',
      makeZip(...Array.from({ length: 200 }, (_, n) => ({ ...entry(`f${n}`), claims: { packed: megabyte, at: 0 } }))),
    ],
    ['by number', makeZip(...Array.from({ length: zipEntriesMax + 1 }, (_, n) => entry(`f${n}`, Buffer.alloc(0))))],
  ])('is refused as a bomb: %s', async (_, content) => {
    expect(await inspected(content, 'photos.zip')).toEqual(refused('file/bomb'))
  })

  it('takes what packs well but harms nobody', async () => {
    const sheet = makeZip(entry(types), entry('xl/sheet.xml', Buffer.alloc(8 * megabyte, '<c/>')))
    expect(await inspected(sheet, 'prices.xlsx')).toMatchObject({ ok: true })
  })
})

function storedFirst(name: string, content: string): Buffer {
  const zip = makeZip({ name, content: Buffer.from(content) })
  const at = 30 + name.length
  const packed = zip.readUInt32LE(18)
  const plain = Buffer.from(content)
  const start = Buffer.from(zip.subarray(0, at))
  start.writeUInt16LE(0, 8)
  start.writeUInt32LE(plain.length, 18)
  const rest = Buffer.from(zip.subarray(at + packed))
  rest.writeUInt16LE(0, 10)
  rest.writeUInt32LE(plain.length, 20)
  rest.writeUInt32LE(start.length + plain.length, rest.length - 6)
  return Buffer.concat([start, plain, rest])
}
