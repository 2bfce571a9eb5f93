import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { onError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { systemClock } from '#shared/kit/clock.ts'
import { type WindowPlace, searchOfPlace } from '#shared/rpc/window-place.ts'
import { errorCode } from '../../files/file-errors.ts'
import { createJsonFile } from '../../files/json-file.ts'
import type { Log } from '../../log/create-log.ts'
import { checkedSocket } from '../../rpc/checked-line.ts'
import { reportRpcFailure } from '../../rpc/report-rpc-failure.ts'
import { StartRefused } from '../../start/start-refused.ts'
import type { Workstation } from '../../workstation.ts'
import type { DevelopmentPages } from '../development/development-pages.ts'
import { listRendererFiles } from '../renderer-files.ts'
import { acceptSockets } from './accept-sockets.ts'
import { createActiveProfile } from './active-profile.ts'
import { answerPlainly } from './answer-plainly.ts'
import { browserSessionsSchema, openEntryTickets } from './entry-tickets.ts'
import { createRunningHost } from './running-host.ts'
import { type EraseWithNextPage, serveRequest } from './serve-requests.ts'
import { createSessionCookie } from './session-cookie.ts'

export interface BrowserHostOptions {
  readonly workstation: Pick<Workstation, 'router' | 'replicaRouter' | 'syncProxy' | 'deskFiles'>
  readonly dataDir: string
  readonly rendererDir: string
  readonly port: number
  readonly name: string
  readonly diagnostics: Log
  readonly eraseWithNextPage: EraseWithNextPage
  /** What the first page shows; a main window unless something else was asked for. */
  readonly place?: WindowPlace
  /** In place of the built ones. */
  readonly developmentPages?: DevelopmentPages | null
}

export interface BrowserHost {
  readonly origin: string
  /** Opens the workstation in one browser, once. */
  readonly entryUrl: string
  stop(): Promise<void>
}

const loopback = '127.0.0.1'

/** Shows the workstation in any Chromium on this computer, and in nobody else's. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { workstation, dataDir, diagnostics } = options
  const { developmentPages = null } = options
  const files = developmentPages ? new Map() : await listRendererFiles(options.rendererDir)
  const sessionsFile = createJsonFile(path.join(dataDir, 'browser-sessions.json'), browserSessionsSchema, () =>
    diagnostics.warn({ event: 'file-damaged', file: 'browser-sessions.json' }),
  )
  const tickets = await openEntryTickets(sessionsFile, systemClock)
  const cookie = createSessionCookie(options.name)

  const server = createServer()
  const port = await listen(server, options.port)
  const host = `${loopback}:${port}`
  const origin = `http://${host}`
  const entryFor = (place: WindowPlace) => {
    const at = searchOfPlace(place).replace('?', '&')
    return `${origin}/open?t=${tickets.issue()}${at}`
  }
  const active = createActiveProfile()
  const running = createRunningHost(dataDir, origin, ({ place }) => {
    const url = entryFor(place)
    diagnostics.info({ event: 'entry', url })
    return url
  })
  const { eraseWithNextPage } = options
  const parts = {
    host,
    files,
    tickets,
    cookie,
    eraseWithNextPage,
    active,
    running,
    developmentPages,
    syncProxy: workstation.syncProxy,
    deskFiles: workstation.deskFiles,
  }
  // Before anything is waited for: whoever was faster than a listener would never be answered.
  server.on('request', (request, response) => {
    serveRequest(parts, request, response).catch((error: unknown) => {
      // The reader went away in the middle: nothing to answer, and nothing wrong here.
      if (response.headersSent) return void response.destroy()
      diagnostics.error({ event: 'request-failure', name: errorCode(error) ?? 'unknown' })
      answerPlainly(response, 500, 'Something went wrong here.')
    })
  })

  const report = reportRpcFailure(diagnostics)
  const rpc = new RPCHandler(workstation.router, { interceptors: [onError(report)] })
  const replica = new RPCHandler(workstation.replicaRouter, { interceptors: [onError(report)] })
  const dropSockets = acceptSockets({
    server,
    origin,
    profileOf: (request) => tickets.profileOf(cookie.read(request.headers.cookie)),
    active,
    lines: new Map([
      ['/rpc', (socket) => void rpc.upgrade(checkedSocket(socket))],
      ['/replica', (socket) => void replica.upgrade(checkedSocket(socket))],
    ]),
  })
  await running.announce()
  return {
    origin,
    entryUrl: entryFor(options.place ?? { kind: 'main' }),
    async stop() {
      await running.stop()
      dropSockets()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (errorCode(error) !== 'EADDRINUSE') return reject(error)
      reject(
        new StartRefused(
          'workstation/port-in-use',
          `Port ${port} is in use: stop what uses it, or give another --port.`,
          error,
        ),
      )
    })
    server.listen(port, loopback, () => resolve((server.address() as AddressInfo).port))
  })
}
