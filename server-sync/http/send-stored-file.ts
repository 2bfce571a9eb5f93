import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ContentStore } from '../files/content-store.ts'
import type { StoredFile } from '../files/find-file.ts'
import { sendRefusal } from './http-error.ts'

/** Whatever it is, it is no page: a browser that is tricked into showing it runs nothing, and knows nobody. */
const headers = {
  'content-security-policy': "default-src 'none'; sandbox",
  'accept-ranges': 'bytes',
  'cache-control': 'private, max-age=31536000, immutable',
}

/** Bytes as they were sent, from wherever the reader left off: one range, as RFC 9110 has it. */
export async function sendStoredFile(
  request: FastifyRequest,
  reply: FastifyReply,
  store: ContentStore,
  { name, bytes, mediaType, sha256 }: StoredFile,
): Promise<FastifyReply> {
  const etag = `"${sha256}"`
  const range = rangeOf(request, bytes, etag)
  if (range === 'beyond') return sendRefusal(reply.header('content-range', `bytes */${bytes}`), 416, 'file/range')
  const { from, to } = range ?? { from: 0, to: bytes - 1 }
  const content = await store.read(sha256, from, to)
  if (!content) return sendRefusal(reply, 404, 'file/gone')
  reply.headers({ ...headers, etag, 'content-disposition': disposition(name) }).type(mediaType)
  if (range) reply.status(206).header('content-range', `bytes ${from}-${to}/${bytes}`)
  return reply.header('content-length', to - from + 1).send(content)
}

/** `undefined`: all of it. */
function rangeOf(
  { headers: asked }: FastifyRequest,
  bytes: number,
  etag: string,
): { readonly from: number; readonly to: number } | 'beyond' | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked.range ?? '')
  const ifRange = asked['if-range']
  if (!found || found[0] === 'bytes=-' || (ifRange !== undefined && ifRange !== etag)) return undefined
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
