import { METHODS } from 'node:http'
import type { Json } from '#shared/kit/json.ts'
import type { Random } from '../../../simulate/schedule/random.ts'
import { toBuffer } from '../../input/bytes.ts'
import { type Example, examplesOf } from '../../input/examples.ts'
import { findSchemas } from '../../input/find-schemas.ts'
import { hostileTexts } from '../../input/hostile.ts'
import { mutateBytes, mutateJson } from '../../input/mutate.ts'
import { words } from '../../input/words.ts'
import { type FuzzServer, type Route, openServer } from '../../parts/open-server.ts'
import type { Target } from '../../target.ts'
import { hostilePath } from './hostile-path.ts'

/** Every route of the server, past the network: most requests are well formed and wrong in what they say. */
export const httpTarget: Target = {
  name: 'http',
  share: 25,
  async open() {
    const server = await openServer()
    const bodies = (await findSchemas(['shared/sync/*.ts'])).map(({ schema }) => examplesOf(schema, words))
    const before = { foreign: await server.foreignSum(), rows: await server.rowsSum() }
    return {
      make: (random) => makeRequest(random, server.routes, bodies),
      run: (input) => ask(server, input as Readonly<Record<string, Json>>),
      async settle() {
        const violations = []
        if ((await server.foreignSum()) !== before.foreign)
          violations.push('[foreign-untouched] a row of others was changed')
        // Only commands change these, and none comes this way from somebody without a right to more.
        if ((await server.rowsSum()) !== before.rows) violations.push('[commands-only] a row was changed by a request')
        return violations
      },
      close: server.close,
    }
  },
}

/** A few, so that one address and one account are tried often, as by somebody who guesses. */
const addresses = ['10.1.0.1', '10.1.0.2']

function makeRequest(random: Random, routes: readonly Route[], bodies: readonly Example[]): Json {
  const route = random.pick(routes)
  const method = random.chance(0.85) ? route.method : random.pick(METHODS)
  const hasBody = !['GET', 'HEAD'].includes(method) || random.chance(0.05)
  return {
    method,
    path: hostilePath(route.url, random),
    from: random.pick(addresses),
    authorization: random.pick([
      'valid',
      'valid',
      'valid',
      'none',
      'Bearer ',
      `Bearer ${'x'.repeat(43)}`,
      'Basic YTpi',
      random.pick(hostileTexts),
    ]),
    headers: makeHeaders(random, hasBody),
    body: hasBody ? makeBody(random, bodies) : null,
  }
}

function makeHeaders(random: Random, hasBody: boolean): Json {
  const headers: Record<string, string> = {}
  if (hasBody)
    headers['content-type'] = random.chance(0.85)
      ? 'application/json'
      : random.pick([
          'text/plain',
          'application/xml',
          'multipart/form-data',
          'application/json; charset=utf-16',
          'x',
          '',
          'application/x-www-form-urlencoded',
        ])
  const odd = {
    accept: ['*/*', 'x'.repeat(500), 'text/html'],
    'accept-encoding': ['gzip', 'br', 'zzz', 'gzip;q=9'],
    range: ['bytes=0-1', 'bytes=-1', 'bytes=9-1', 'bytes=0-0,1-1,2-2', 'x'],
    'if-none-match': ['*', '"x"', 'W/"x"'],
    'if-modified-since': ['x', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    'x-forwarded-for': ['127.0.0.1', '::1', 'x'.repeat(100)],
    'x-http-method-override': ['DELETE'],
    'content-encoding': ['gzip', 'br'],
    cookie: ['a=b', '='.repeat(300)],
    origin: ['null', 'https://evil.example'],
    'content-length': ['0', '999999999999', '-1', 'x'],
  }
  for (const [name, values] of Object.entries(odd)) if (random.chance(0.06)) headers[name] = random.pick(values)
  return headers
}

function makeBody(random: Random, bodies: readonly Example[]): Json {
  const value = random.pick(bodies)(random)
  const text = JSON.stringify(random.chance(0.1) ? value : mutateJson(value, random))
  return random.chance(0.8) ? text : (mutateBytes(text, random) as Json)
}

async function ask(
  server: FuzzServer,
  { method, path, from, authorization, headers, body }: Readonly<Record<string, Json>>,
) {
  const token = server.token()
  const answer = await server.inject({
    method: String(method),
    url: `/${String(path).replace(/^\//, '')}`,
    remoteAddress: String(from),
    headers: {
      ...(headers as Record<string, string> | undefined),
      ...(authorization === 'none'
        ? {}
        : { authorization: authorization === 'valid' ? `Bearer ${token}` : String(authorization) }),
    },
    ...(body === null || body === undefined ? {} : { payload: toBuffer(body) }),
  })
  const { statusCode: status, body: text } = answer
  if (status === 401 && authorization === 'valid') server.nextToken()
  // Without a body by definition: HEAD, and what says that it has none.
  const isError = status >= 400 && method !== 'HEAD' && !(status === 409 && isEpoch(text))
  return {
    outcome: String(status),
    answers: [{ text, isError }],
    logged: server.drainLog(),
    ...(status >= 500 && status !== 503
      ? { broken: `[no-5xx] ${method} answered ${status} ${text.slice(0, 200)}` }
      : {}),
  }
}

/** The feed's own answer to a checkpoint of another history. */
function isEpoch(text: string): boolean {
  return /^\{"epoch":"[\w-]{1,36}"\}$/.test(text)
}
