import { type FileHandle, open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { cleanFileName, endingOf, withEnding } from '#shared/domain/file/clean-file-name.ts'
import { type FileType, fileTypes, typeOfEnding, typeOfMedia } from '../file-types.ts'
import { isPlainText } from './is-plain-text.ts'
import { readZip } from './read-zip.ts'

/** `file/type`: nothing of its kind is taken. `file/disguised`: its name says something else than its bytes. */
export type FileRefusal = 'file/type' | 'file/disguised' | 'file/bomb'

export type Inspected =
  /** `name`: with an ending that fits. */
  | { readonly ok: true; readonly mediaType: string; readonly name: string }
  | { readonly ok: false; readonly refusal: FileRefusal }

/** Enough for every kind on the list; no more of a stranger's bytes goes through a parser. */
const headBytes = 64 * 1024

const refused = (refusal: FileRefusal): Inspected => ({ ok: false, refusal })

/**
 * What a whole file is, by its bytes alone. What its sender called its type is not asked; what they called it by name has to
 * agree.
 */
export async function inspectFile(path: string, size: number, givenName: string): Promise<Inspected> {
  const name = cleanFileName(givenName)
  const file = await open(path, 'r')
  try {
    const found = await kindOf(file, path, size, endingOf(name))
    const named = typeOfEnding(endingOf(name))
    if (typeof found === 'string') return refused(named && found === 'file/type' ? 'file/disguised' : found)
    if (named === found) return { ok: true, mediaType: found.mediaType, name }
    const [ending = ''] = found.endings
    if (isNoEnding(endingOf(name)))
      return { ok: true, mediaType: found.mediaType, name: withEnding(`${name}.x`, ending) }
    // Of a kind that is never taken, whatever is in it.
    if (!named) return refused('file/type')
    if (named.family !== found.family || found.family === 'document') return refused('file/disguised')
    return { ok: true, mediaType: found.mediaType, name: withEnding(name, ending) }
  } finally {
    await file.close()
  }
}

/** A part of the name: "2026.11.27", "Rechnung Nr.Ü12". */
const isNoEnding = (ending: string) => !/^[a-z][a-z0-9]*$|^[0-9][a-z][a-z0-9]*$/.test(ending)

async function kindOf(file: FileHandle, path: string, size: number, ending: string): Promise<FileType | FileRefusal> {
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(Math.min(headBytes, size)),
    0,
    Math.min(headBytes, size),
    0,
  )
  const head = buffer.subarray(0, bytesRead)
  const mime = await mediaTypeOf(head)
  if (mime === undefined) {
    if (!(await isPlainText(file, size))) return 'file/type'
    return typeOfEnding(ending)?.family === 'text' ? known(typeOfEnding(ending)) : known(typeOfMedia('text/plain'))
  }
  if (mime === 'application/x-cfb') {
    const named = typeOfEnding(ending)
    return named && old.has(named.mediaType) ? named : 'file/type'
  }
  if (!head.subarray(0, 2).equals(Buffer.from('PK'))) return known(typeOfMedia(aliases[mime] ?? mime))
  const zip = await readZip(path, size)
  if (!zip) return 'file/type'
  return zip.isBomb ? 'file/bomb' : known(typeOfZip(mime, zip.names))
}

const old = new Set(['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint'])

/** Other names of the same. */
const aliases: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
  'video/x-m4v': 'video/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-flac': 'audio/flac',
  'audio/opus': 'audio/ogg',
  'video/matroska': 'video/webm',
}

const known = (type: FileType | undefined): FileType | FileRefusal => type ?? 'file/type'

async function mediaTypeOf(head: Buffer): Promise<string | undefined> {
  // A long picture of a cover comes before the first sound, and lies past the end of what is looked at.
  if (head.subarray(0, 3).toString('latin1') === 'ID3') return 'audio/mpeg'
  const found = await fileTypeFromBuffer(head)
  return found?.mime.split(';')[0]
}

/** Office documents are zips of a certain content; with macros in them they are programs. */
function typeOfZip(mime: string, names: ReadonlySet<string>): FileType | undefined {
  const has = (start: string) => [...names].some((name) => name.startsWith(start))
  if ([...names].some((name) => /(^|\/)vbaProject\.bin$/i.test(name))) return undefined
  if (names.has('[Content_Types].xml')) {
    const part = (['word', 'xl', 'ppt'] as const).find((each) => has(`${each}/`))
    return part && fileTypes.find(({ endings }) => endings[0] === { word: 'docx', xl: 'xlsx', ppt: 'pptx' }[part])
  }
  return names.has('mimetype') ? typeOfMedia(mime) : typeOfMedia('application/zip')
}
