import { METHODS } from 'node:http'
import { commands } from '#shared/domain/commands.ts'
import type { Json } from '#shared/kit/json.ts'
import { refreshReplySchema } from '#shared/sync/auth-protocol.ts'
import { adminCommandSchema } from '../../../../server-sync/admin/admin-schemas.ts'
import type { Random } from '../../../simulate/schedule/random.ts'
import { toBuffer } from '../../input/bytes.ts'
import { type Example, examplesOf } from '../../input/examples.ts'
import { findSchemas } from '../../input/find-schemas.ts'
import { hostileTexts } from '../../input/hostile.ts'
import { filledIn } from '../../input/live-words.ts'
import { mutateBytes, mutateJson } from '../../input/mutate.ts'
import { schemasAsked } from '../../input/spy-on-schemas.ts'
import { textOf } from '../../input/text-of.ts'
import { words } from '../../input/words.ts'
import { type FuzzServer, type Route, openServer } from '../../parts/open-server.ts'
import { secrets } from '../../oracle/secrets.ts'
import type { Seen, Target } from '../../target.ts'
import { hostilePath } from './hostile-path.ts'

/** Every route of the server, past the network: most requests are well formed and wrong in what they say. */
export const httpTarget: Target = {
  name: 'http',
  share: 18,
  async open() {
    const server = await openServer()
    const routes = await routesWithBodies(server)
    let before = { foreign: await server.foreignSum(), rows: await server.rowsSum() }
    return {
      make: (random) => makeRequest(random, routes),
      run: (input) => ask(server, input as Readonly<Record<string, Json>>),
      async settle() {
        const violations = []
        if ((await server.foreignSum()) !== before.foreign)
          violations.push('[foreign-untouched] a row of others was changed')
        // Only a desk's commands change these; the one who administers is of a third organisation.
        if ((await server.rowsSum()) !== before.rows) violations.push('[commands-only] a row was changed by a request')
        await server.renew()
        before = { foreign: await server.foreignSum(), rows: await server.rowsSum() }
        return violations
      },
      close: server.close,
    }
  },
}

interface RouteWithBody extends Route {
  /** What it takes; any of all bodies where it takes none. */
  readonly bodies: readonly Example[]
}

/** Each route is asked once, to see which schemas it looks at: a new one gets fitting bodies without anybody remembering. */
async function routesWithBodies(server: FuzzServer): Promise<readonly RouteWithBody[]> {
  const found = await findSchemas(['shared/sync/*.ts', 'server-sync/admin/*-schemas.ts'])
  const all = found.map(({ schema }) => examplesOf(schema, words))
  const routes: RouteWithBody[] = []
  for (const route of server.routes) {
    const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(route.method)
    const asked = isRead
      ? []
      : await schemasAsked(found, () =>
          server.inject({
            ...route,
            headers: {
              ...headersOf(server, { who: 'ada', cookie: 'valid', page: 'own' }),
              'content-type': 'application/json',
            },
            payload: '{}',
          }),
        )
    const fitting = asked.map((each) =>
      each.schema === adminCommandSchema ? directoryCommand : examplesOf(each.schema, words),
    )
    routes.push({ ...route, bodies: fitting.length > 0 ? fitting : all })
  }
  // Some of them have signed somebody out.
  await server.renew()
  return routes
}

const directoryCommands = Object.values(commands)
  .filter(({ type }) => /^(organisation|brand|site|team|queue|skill|role|agent)\./.test(type))
  .map(({ type, args }) => ({ type, example: examplesOf(args, words) }))

const directoryCommand: Example = (random) => {
  const { type, example } = random.pick(directoryCommands)
  return { type, args: example(random) }
}

/** A few, so that one address and one account are tried often, as by somebody who guesses; and others, who are let in. */
const addresses = ['10.1.0.1', '10.1.0.2']

function makeRequest(random: Random, routes: readonly RouteWithBody[]): Json {
  const route = random.pick(routes)
  const method = random.chance(0.85) ? route.method : random.pick(METHODS)
  const hasBody = !['GET', 'HEAD'].includes(method) || random.chance(0.05)
  return {
    method,
    path: hostilePath(route.url, random),
    from: random.chance(0.5) ? random.pick(addresses) : `10.2.${random.between(0, 250)}.${random.between(1, 250)}`,
    who: random.pick([
      'ana',
      'ana',
      'ada',
      'none',
      'none',
      'Bearer ',
      `Bearer ${'x'.repeat(43)}`,
      random.pick(hostileTexts),
    ]),
    cookie: random.pick(['valid', 'valid', 'none', 'farline-admin=', `farline-admin=${'x'.repeat(43)}`, 'a=b;;==']),
    page: random.pick(['own', 'own', 'own', 'other', 'none']),
    headers: makeHeaders(random, hasBody),
    body: hasBody ? makeBody(random, route.bodies) : null,
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

/** What says who asks, and from where: `page` is whether it comes from the administration's own page. */
function headersOf(
  { passes }: FuzzServer,
  { who, cookie, page }: Readonly<Record<string, Json>>,
): Record<string, string> {
  const isPerson = who === 'ana' || who === 'ada'
  return {
    host,
    ...(who === 'none' ? {} : { authorization: isPerson ? `Bearer ${passes.token(who)}` : textOf(who) }),
    ...(cookie === 'none' ? {} : { cookie: cookie === 'valid' ? passes.cookie() : textOf(cookie) }),
    ...(page === 'own' ? { 'x-farline-admin': '1', origin: `http://${host}` } : {}),
    ...(page === 'other' ? { 'x-farline-admin': '1', origin: 'https://evil.example' } : {}),
  }
}

const host = 'farline.test'

async function ask(server: FuzzServer, input: Readonly<Record<string, Json>>): Promise<Seen> {
  const { method = 'GET', from = '10.1.0.1', headers, body, who = 'none', cookie = 'none', page = 'none' } = input
  const path = `/${textOf(input['path']).replace(/^\//, '')}`
  const answer = await server.inject({
    method: textOf(method),
    url: path,
    remoteAddress: textOf(from),
    headers: { ...headersOf(server, { who, cookie, page }), ...(headers as Record<string, string> | undefined) },
    ...(body === null || body === undefined ? {} : { payload: payloadOf(body, server) }),
  })
  const { statusCode: status, body: text } = answer
  if (status === 401) moveOn(server, text, { who, cookie })
  if (status < 300) remember(server, path, text)
  // Without a body by definition: HEAD.
  const isError = status >= 400 && method !== 'HEAD' && !isOtherHistory(path, status, text)
  const broken =
    status >= 500 && status !== 503
      ? `[no-5xx] ${textOf(method)} answered ${status} ${text.slice(0, 200)}`
      : isForged(path, status, { method: textOf(method), who, page })
        ? `[own-page] ${textOf(method)} from another page was answered ${status}`
        : undefined
  return {
    outcome: String(status),
    answers: [{ text, isError }],
    logged: server.drainLog(),
    ...(broken === undefined ? {} : { broken }),
  }
}

const payloadOf = (body: Json, { passes }: FuzzServer) =>
  typeof body === 'string' ? Buffer.from(filledIn(body, passes.live)) : toBuffer(body)

/** What was shown has ended: the next one is used from here on. */
function moveOn({ passes }: FuzzServer, text: string, { who, cookie }: Readonly<Record<string, Json>>): void {
  if (!text.includes('auth/signed-out')) return
  if (who === 'ana' || who === 'ada') passes.next(who)
  if (cookie === 'valid') passes.next('cookie')
}

/** Whatever a server gives away is given to one, and to no log. */
function remember({ passes }: FuzzServer, path: string, text: string): void {
  for (const [, secret = ''] of text.matchAll(/"(?:accessToken|refreshToken|password|secret)":"([^"]{12,})"/g))
    secrets.push(secret)
  const refreshed = path.startsWith('/auth/refresh') ? refreshReplySchema.safeParse(parsed(text)) : undefined
  if (refreshed?.success) passes.refreshed(refreshed.data)
}

/** A page of somebody else made a browser send its cookie: nothing may come of that. */
function isForged(path: string, status: number, { method, who, page }: Readonly<Record<string, Json>>): boolean {
  const changes = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
  return path.startsWith('/admin/api/') && changes && page !== 'own' && who !== 'ada' && status < 300
}

/** No refusal but a fact that a desk acts on: its checkpoint belongs to another history than this one (shared/sync/feed.ts). */
function isOtherHistory(path: string, status: number, text: string): boolean {
  return status === 409 && path.startsWith('/sync/') && /^\{"epoch":"[\w-]{1,36}"\}$/.test(text)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
