import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { placeOfSearch, searchOfPlace } from '#shared/rpc/window-place.ts'
import type { DeskFileRoute } from '../../attachments/serve-desk-files.ts'
import type { SyncProxy } from '../../sync/sync-proxy.ts'
import type { DevelopmentPages } from '../development/development-pages.ts'
import { guardHeaders, pageHeaders } from '../page-headers.ts'
import type { RendererFiles } from '../renderer-files.ts'
import type { ActiveProfile } from './active-profile.ts'
import { answerPlainly } from './answer-plainly.ts'
import type { EntryTickets } from './entry-tickets.ts'
import { type RunningHost, handOverPath } from './running-host.ts'
import type { SessionCookie } from './session-cookie.ts'

export interface RequestParts {
  /** `127.0.0.1:4181`: any other Host means that somebody's name was pointed at us (DNS rebinding). */
  readonly host: string
  readonly files: RendererFiles
  readonly tickets: EntryTickets
  readonly cookie: SessionCookie
  readonly syncProxy: SyncProxy
  readonly deskFiles: DeskFileRoute
  readonly eraseWithNextPage: EraseWithNextPage
  readonly active: ActiveProfile
  readonly running: RunningHost
  readonly developmentPages: DevelopmentPages | null
}

/** A desk was erased: the browser is told to throw away what it keeps of us, with the next page that it fetches. */
export interface EraseWithNextPage {
  isDue: boolean
}

/** Whoever opens one of these wants to work here. The one that says that somebody works elsewhere is none of them. */
const workPages: readonly string[] = ['/', '/index.html']

/** Answers one HTTP request: the entry link, the pages, the server's rows for the worker, and files. */
export async function serveRequest(
  parts: RequestParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { host, tickets, cookie, files, syncProxy } = parts
  // Nobody who opened one of our tabs holds on to it. Not on the desktop, which opens pages for nobody else: there it would
  // start the process of each page twice.
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  if (request.headers.host !== host) return answerPlainly(response, 421, 'This address does not belong here.')
  if (request.method === 'POST' && request.url === handOverPath) return parts.running.answer(request, response)
  const isHandedOver = request.method === 'PUT' && parts.deskFiles.covers(request.url ?? '')
  // A page says where it comes from when it sends something: another one that runs here sends nothing.
  if (isHandedOver && request.headers.origin !== `http://${host}`)
    return answerPlainly(response, 403, 'This is not for you.')
  if (!isHandedOver && request.method !== 'GET' && request.method !== 'HEAD')
    return answerPlainly(response, 405, 'Only reading is possible.')
  // Joined, not resolved: `//` would name another host, or none.
  const address = `http://${host}${request.url ?? '/'}`
  if (!URL.canParse(address)) return answerPlainly(response, 400, 'This is no address.')
  const { pathname, search, searchParams } = new URL(address)
  const profile = tickets.profileOf(cookie.read(request.headers.cookie))

  if (pathname === '/open') {
    const secret = await tickets.redeem(searchParams.get('t') ?? '')
    // What is no place of ours is left out.
    const home = `/${searchOfPlace(placeOfSearch(search) ?? { kind: 'main' })}`
    if (secret) return redirectHome(response, home, cookie.set(secret))
    if (profile !== null) return redirectHome(response, home)
    return answerPlainly(response, 403, 'This link was used already. Start Farline again to get a new one.')
  }
  if (profile === null) {
    return answerPlainly(
      response,
      401,
      'This workstation opens only with the link that Farline printed when it started.',
    )
  }
  if (parts.deskFiles.covers(pathname)) return answerFile(parts, pathname, search, request, response)
  if (request.method === 'PUT') return answerPlainly(response, 404, 'There is no such page.')
  if (syncProxy.covers(pathname)) return passOn(parts, pathname + search, request, response)

  if (parts.developmentPages) return passOnPage(await parts.developmentPages.get(pathname + search), response)
  const found = files.get(pathname)
  if (!found) return answerPlainly(response, 404, 'There is no such page.')
  const isPage = found.contentType.startsWith('text/html')
  if (isPage && request.method === 'GET' && workPages.includes(pathname)) parts.active.takeOver(profile)
  const erasing = isPage && parts.eraseWithNextPage.isDue ? { 'clear-site-data': '"storage", "cache"' } : {}
  response.writeHead(200, { ...pageHeaders(found, [`ws://${host}`]), ...erasing })
  if (isPage) parts.eraseWithNextPage.isDue = false
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(found.file), response)
}

async function passOnPage(page: Response, response: ServerResponse): Promise<void> {
  response.writeHead(page.status, Object.fromEntries(page.headers))
  response.end(Buffer.from(await page.arrayBuffer()))
}

function redirectHome(response: ServerResponse, home: string, setCookie?: string): void {
  response.writeHead(303, {
    ...guardHeaders,
    location: home,
    'cache-control': 'no-store',
    ...(setCookie ? { 'set-cookie': setCookie } : {}),
  })
  response.end()
}

async function answerFile(
  { deskFiles }: RequestParts,
  path: string,
  search: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const { method = 'GET' } = request
  const range = request.headers.range
  const asked = { method, path, search, range, body: request, signal: gone.signal, asker: null }
  const { status, headers, body } = await deskFiles.answer(asked)
  // Of a piece that was not taken the rest is not wanted either.
  const ending = request.complete || method !== 'PUT' ? {} : { connection: 'close' }
  response.writeHead(status, { ...guardHeaders, ...headers, ...ending })
  if (typeof body === 'string') response.end(body)
  else await pipeline(body, response)
}

async function passOn(
  { syncProxy }: RequestParts,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const [path, search] = splitSearch(address)
  const answer = await syncProxy.get(
    path,
    search,
    String(request.headers['accept-encoding'] ?? 'identity'),
    gone.signal,
  )
  response.writeHead(answer.status, { ...guardHeaders, ...answer.headers, 'cache-control': 'no-store' })
  if (typeof answer.body === 'string') response.end(answer.body)
  else await pipeline(answer.body, response)
}

function splitSearch(address: string): [string, string] {
  const at = address.indexOf('?')
  return at === -1 ? [address, ''] : [address.slice(0, at), address.slice(at)]
}
