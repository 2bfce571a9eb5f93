import { Readable } from 'node:stream'
import { pieceBytes } from '#shared/rpc/desk-files.ts'
import type { KeptFile } from './file-cache.ts'

export interface FileAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readable | string
}

/** Whatever it is, it is no page: a window that is tricked into showing it runs nothing, and knows nobody. */
export const fileHeaders = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'accept-ranges': 'bytes',
  'cache-control': 'no-store',
}

export const answer = (status: number, said: object): FileAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(said),
})

export const problem = (status: number, kind: string): FileAnswer => answer(status, { kind })

interface Copy {
  readonly file: KeptFile
  /** Null: it can no longer be read. */
  piece(index: number): Promise<Buffer | null>
  readonly range: string | undefined
  readonly isHead: boolean
  readonly signal: AbortSignal
}

/** From this computer. Null: it cannot be read here. Where a later piece cannot, the answer breaks off. */
export async function sendCopy({ file, piece, range, isHead, signal }: Copy): Promise<FileAnswer | null> {
  const { name, bytes, mediaType } = file
  const wanted = rangeOf(range, bytes)
  if (wanted === 'beyond')
    return { ...problem(416, 'file/range'), headers: { ...fileHeaders, 'content-range': `bytes */${bytes}` } }
  const { from, to } = wanted ?? { from: 0, to: bytes - 1 }
  const first = await piece(Math.floor(from / pieceBytes))
  if (!first) return null
  const headers = {
    ...fileHeaders,
    'content-type': mediaType,
    'content-disposition': disposition(name),
    'content-length': String(to - from + 1),
    ...(wanted && { 'content-range': `bytes ${from}-${to}/${bytes}` }),
  }
  const body = isHead
    ? ''
    : Readable.from(piecesBetween(from, to, first, piece, signal), { objectMode: false, highWaterMark: 0 })
  return { status: wanted ? 206 : 200, headers, body }
}

async function* piecesBetween(
  from: number,
  to: number,
  first: Buffer,
  piece: Copy['piece'],
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, void> {
  const firstIndex = Math.floor(from / pieceBytes)
  for (let index = firstIndex; index * pieceBytes <= to; index++) {
    const whole = index === firstIndex ? first : await piece(index)
    if (signal.aborted) throw new Error('nobody may read here any more')
    if (!whole) throw new Error('a piece of the file cannot be read')
    const start = index * pieceBytes
    yield whole.subarray(Math.max(0, from - start), to - start + 1)
  }
}

/** RFC 9110, one range. `undefined`: all of it. */
export function rangeOf(
  asked: string | undefined,
  bytes: number,
): { readonly from: number; readonly to: number } | 'beyond' | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked ?? '')
  if (!found || found[0] === 'bytes=-') return undefined
  const [, first = '', last = ''] = found
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const to = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  return from > to ? 'beyond' : { from, to }
}

/** Always to be kept, never to be shown as a page of ours. RFC 6266 and 8187: a plain name, and the whole one. */
function disposition(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
