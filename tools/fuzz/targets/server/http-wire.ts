import { once } from 'node:events'
import net from 'node:net'
import type { Json } from '#shared/kit/json.ts'
import type { Random } from '../../../simulate/schedule/random.ts'
import { fromBuffer, toBuffer } from '../../input/bytes.ts'
import { flipped, rubbish } from '../../input/mutate.ts'
import { type Route, openServer } from '../../parts/open-server.ts'
import type { Answer, Target } from '../../target.ts'
import { hostilePath } from './hostile-path.ts'

/** Bytes on a real connection that are hardly, or not, HTTP. */
export const httpWireTarget: Target = {
  name: 'http-wire',
  share: 5,
  async open() {
    const server = await openServer()
    const port = Number(new URL(server.url).port)
    const before = await server.foreignSum()
    return {
      make: (random) => ({ from: localAddress(random), bytes: makeBytes(random, server.routes) as Json }),
      async run(input) {
        const { from, bytes } = input as { from?: string; bytes?: Json }
        const text = await exchange(port, from ?? '127.0.0.1', toBuffer(bytes))
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)
        return {
          outcome: status === 0 ? 'closed' : String(status),
          answers: answersIn(text, toBuffer(bytes).toString('latin1', 0, 5) === 'HEAD '),
          logged: server.drainLog(),
          ...(status >= 500 && status !== 503 ? { broken: `[no-5xx] ${text.slice(0, 200)}` } : {}),
        }
      },
      settle: async () =>
        (await server.foreignSum()) === before ? [] : ['[foreign-untouched] a row of others was changed'],
      close: server.close,
    }
  },
}

/** All of these are this computer on Linux: so one stranger is not taken for all. */
export const localAddress = (random: Random) =>
  `127.${random.between(1, 200)}.${random.between(0, 250)}.${random.between(1, 250)}`

/** A request as it should be, line by line, and then something about its bytes. */
function makeBytes(random: Random, routes: readonly Route[]) {
  const { method, url } = random.pick(routes)
  const body = random.pick(['{}', '{"a":1}', 'x'.repeat(70_000), ''])
  const lines = [
    `${random.chance(0.9) ? method : random.pick(['BREW', 'get', 'PRI', '\0', 'CONNECT'])} ${hostilePath(url, random)} HTTP/${random.pick(['1.1', '1.1', '1.1', '1.0', '2.0', '9.9', ''])}`,
    random.pick(['Host: 127.0.0.1', 'Host: 127.0.0.1', 'Host: a\r\nHost: b', 'Host:', '']),
    ...Array.from({ length: random.between(0, 4) }, () => random.pick(oddHeaders)),
    random.chance(0.05) ? `X-Large: ${'x'.repeat(random.between(1_000, 40_000))}` : 'Connection: close',
    random.chance(0.03)
      ? Array.from({ length: random.between(100, 2_500) }, (_, index) => `X-${index}: 1`).join('\r\n')
      : '',
  ].filter((line) => line !== '')
  const framed = random.pick([
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    `Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n${body}`,
    `Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nGET /ready HTTP/1.1\r\n\r\n`,
    `Transfer-Encoding: x, chunked\r\n\r\n-1\r\n\r\n`,
    'Content-Length: -1\r\n\r\n',
    'Content-Length: 999999999999999999999\r\n\r\n{',
    'Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}',
    'Expect: tea\r\n\r\n',
    '\r\n',
    '',
  ])
  const buffer = Buffer.from(`${lines.join('\r\n')}\r\n${framed}`, 'latin1')
  const at = random.between(0, buffer.length)
  switch (random.between(0, 9)) {
    case 0:
      return fromBuffer(buffer.subarray(0, at))
    case 1:
      return fromBuffer(flipped(buffer, random))
    case 2:
      return fromBuffer(Buffer.concat([buffer.subarray(0, at), rubbish(random), buffer.subarray(at)]))
    case 3:
      return fromBuffer(rubbish(random))
    case 4:
      return fromBuffer(Buffer.concat([buffer, buffer]))
    default:
      return fromBuffer(buffer)
  }
}

const upgrade =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
const oddHeaders = [
  upgrade,
  upgrade.replace('13', '99'),
  upgrade.replace(/Key: .*/, 'Key: x'),
  'Connection: Upgrade\r\nUpgrade: h2c',
  'Sec-WebSocket-Extensions: permessage-deflate; x="',
  'Sec-WebSocket-Protocol: ,,,',
  'Authorization: Bearer x',
  'Accept-Encoding: gzip',
  'A:b',
  'A : b',
  ': b',
  'A: \0',
  'A: é',
  ' folded: line',
  'Content-Length: 3',
  'Trailer: A',
  'TE: trailers',
  'Range: bytes=0-18446744073709551615',
]

const patienceMs = 4_000

/** Sends all of it and says that there will be no more. @returns what came until the other side closed */
async function exchange(port: number, from: string, bytes: Buffer): Promise<string> {
  const socket = net.connect({ port, host: '127.0.0.1', localAddress: from })
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  // The other side may hang up in the middle of what it does not like.
  socket.on('error', () => undefined)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('it was not closed')))
  const isReset = once(socket, 'error').then(() => undefined)
  socket.end(bytes)
  await Promise.race([closed, isReset])
  await closed
  return Buffer.concat(chunks).toString('latin1')
}

/** Only of a single answer can be told where its content begins and ends. */
function answersIn(text: string, isHead: boolean): Answer[] {
  const [head, body = ''] = text.split('\r\n\r\n', 2)
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head ?? '')?.[1] ?? 0)
  const isSingle = text.split('HTTP/1.1 ').length === 2 && !/transfer-encoding: chunked/i.test(head ?? '')
  // Two refusals are Node's own, before anybody is asked, and without a word: no Host (400) and another expectation (417).
  const isWordless = body === '' && (isHead || status === 400 || status === 417)
  return [
    { text, isError: false },
    ...(isSingle && status >= 400 && !isWordless ? [{ text: body, isError: true }] : []),
  ]
}
