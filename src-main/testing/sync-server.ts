import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { Outcome } from '#shared/sync/outcome.ts'
import {
  type DeskPolicy,
  type Device,
  type SignInReply,
  type SignInRequest,
  type WipeReceipt,
  refreshRequestSchema,
  signInRequestSchema,
  wipeReceiptSchema,
} from '#shared/sync/auth-protocol.ts'
import { type DownlinkFrame, type UplinkFrame, uplinkFrameSchema } from '#shared/sync/protocol.ts'
import { onTestFinished } from 'vitest'
import { createTusStandIn } from './tus-stand-in.ts'
import { createObservableValue, type ReadableValue } from '../flow/observable-value.ts'

/** The server's side of the protocol, over real HTTP and real WebSockets, with what it decides in the test's hands. */
export interface SyncServer {
  readonly url: string
  /** Every command, in the order of deciding, once for each time it was decided. */
  readonly decided: Envelope[]
  readonly frames: UplinkFrame[]
  readonly connections: ReadableValue<number>
  readonly frameCount: ReadableValue<number>
  /** Replaces what happens to a batch, or takes that back. */
  onBatch(answer: ((commands: readonly Envelope[]) => Outcome[] | 'silence' | 'hang up') | undefined): void
  send(frame: DownlinkFrame | string): void
  /** Of the newest connection. */
  dropConnection(): void
  setCursor(deviceSeq: number): void
  /** As after a restore; the next welcome says it. */
  setEpoch(epoch: string): void
  /** The session is over. */
  revokeToken(): void
  /** The access token is not good any more; the session goes on. */
  expireAccess(): void
  readonly door: Door
  /** As they introduced themselves, at every sign-in. */
  readonly devices: readonly Device[]
  readonly receipts: readonly WipeReceipt[]
  /** The server is there for everything but receipts. */
  failReceipts(areFailing: boolean): void
  readonly receiptCount: ReadableValue<number>
  /** Answers for `/sync/…` over HTTP. */
  serve(path: string, body: string | Buffer, headers?: Record<string, string>): void
  /** Agents' uploads. */
  readonly files: ReturnType<typeof createTusStandIn>
  readonly requests: { url: string; authorization: string | undefined }[]
  stop(): Promise<void>
}

/** What the door answers from now on. */
interface Door {
  password: string
  reply: Partial<SignInReply>
  refusal: { readonly kind: string; readonly wipeId?: string; readonly wholeDevice?: boolean } | null
}

export const goodPassword = 'a good password'

export const policy: DeskPolicy = {
  idleLockMinutes: 10,
  offlineDays: 7,
  idleAwayMinutes: 5,
  darkAfterMinutes: 5,
  wipesAtSignOut: false,
  needsSecondFactor: false,
}

const reply = (accessToken: string, refreshToken: string, given: Partial<SignInReply>): SignInReply => ({
  accessToken,
  accessLastsMs: 600_000,
  refreshToken,
  sessionId: 'session-1',
  replicaId: 'replica-1',
  agent: {
    id: 'agent-1',
    name: 'Mei Tan',
    email: 'mei@example.com',
    role: 'agent',
    brandIds: ['brand-1'],
    rights: ['conversation.work'],
  },
  organisation: { id: 'org-1', name: 'Northwind' },
  policy,
  hasSecondFactor: false,
  mustChangePassword: false,
  ...given,
})

export async function startSyncServer(port = 0): Promise<SyncServer> {
  let token = 'token-1-long-enough-to-pass'
  const door: Door = { password: goodPassword, reply: {}, refusal: null }
  const devices: Device[] = []
  const receipts: WipeReceipt[] = []
  const receiptCount = createObservableValue(0)
  let areReceiptsFailing = false
  let refreshed = 0
  const refreshTokens = new Set<string>()
  let isRevoked = false
  let cursor = 0
  let epoch = 'epoch-1'
  /** The cursor is of this log; it knows nothing of another one. */
  let logId: string | undefined
  const idsOfLog = new Map<number, string>()
  let answer: ((commands: readonly Envelope[]) => Outcome[] | 'silence' | 'hang up') | undefined
  let newest: WebSocket | undefined
  const decided: Envelope[] = []
  const frames: UplinkFrame[] = []
  const requests: SyncServer['requests'] = []
  const served = new Map<string, { body: string | Buffer; headers: Record<string, string> }>()
  const files = createTusStandIn()
  const connections = createObservableValue(0)
  const frameCount = createObservableValue(0)

  const http = createServer((request, response) => {
    requests.push({ url: request.url ?? '', authorization: request.headers.authorization })
    if (request.url === '/auth/sign-in' || request.url === '/auth/refresh') {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const asked: unknown = JSON.parse(body)
        const [status, answered] =
          request.url === '/auth/sign-in'
            ? signIn(signInRequestSchema.parse(asked))
            : refresh(refreshRequestSchema.parse(asked))
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(answered))
      })
      return
    }
    if (request.url === '/auth/wipe-receipt') {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        if (areReceiptsFailing) return void response.writeHead(503).end()
        receipts.push(wipeReceiptSchema.parse(JSON.parse(body)))
        receiptCount.set(receipts.length)
        response.writeHead(204).end()
      })
      return
    }
    const isUpload = request.method !== 'GET' && request.url?.startsWith('/sync/files') === true
    const found = served.get((request.url ?? '').split('?')[0] ?? '')
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end()
    if (isUpload) return files.answer(request, response)
    if (!found) return void response.writeHead(404).end()
    response.writeHead(200, found.headers).end(found.body)
  })
  function signIn(asked: SignInRequest): [number, object] {
    devices.push(asked.device)
    if (door.refusal) return [door.refusal.kind === 'auth/wipe' ? 403 : 401, door.refusal]
    if (asked.password === 'too often') return [429, { kind: 'auth/too-many-tries', retryAfterMs: 30_000 }]
    if (asked.password !== door.password) return [401, { kind: 'auth/wrong-password' }]
    isRevoked = false
    return [200, reply(token, refreshToken(), door.reply)]
  }

  function refresh(asked: { refreshToken: string }): [number, object] {
    if (door.refusal) return [door.refusal.kind === 'auth/wipe' ? 403 : 401, door.refusal]
    if (!refreshTokens.delete(asked.refreshToken) || isRevoked) return [401, { kind: 'auth/signed-out' }]
    const { replicaId: _, sessionId: __, ...rest } = reply(token, refreshToken(), door.reply)
    return [200, rest]
  }

  function refreshToken(): string {
    const made = `refresh-${++refreshed}-long-enough-to-pass`
    refreshTokens.add(made)
    return made
  }

  const sockets = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (request.headers.authorization !== `Bearer ${token}`) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (connected) => {
      newest = connected
      connections.set(connections.get() + 1)
      connected.on('message', (data: Buffer) => take(connected, data.toString()))
    })
  })

  function take(socket: WebSocket, text: string) {
    const frame = uplinkFrameSchema.parse(JSON.parse(text))
    frames.push(frame)
    const send = (down: DownlinkFrame) => socket.send(JSON.stringify(down))
    if (frame.frame === 'hello') {
      if (logId !== undefined && logId !== frame.logId) {
        cursor = 0
        idsOfLog.clear()
      }
      logId = frame.logId
      send({ frame: 'welcome', epoch, head: 7, deviceSeq: cursor })
    }
    if (frame.frame === 'ping') send({ frame: 'pong', n: frame.n })
    if (frame.frame === 'commands') {
      const outcomes = answer ? answer(frame.commands) : decideAll(frame.commands)
      if (outcomes === 'hang up') return socket.terminate()
      if (outcomes !== 'silence') send({ frame: 'outcomes', outcomes })
    }
    frameCount.set(frames.length)
  }

  function decideAll(commands: readonly Envelope[]): Outcome[] {
    const outcomes: Outcome[] = []
    for (const command of commands) {
      outcomes.push(applied(command))
      if (outcomes.at(-1)?.outcome === 'forked') break
    }
    return outcomes
  }

  function applied(command: Envelope): Outcome {
    const { deviceSeq, id: commandId } = command
    const known = idsOfLog.get(deviceSeq)
    if (deviceSeq <= cursor)
      return { outcome: (known ?? commandId) === commandId ? 'duplicate' : 'forked', deviceSeq, commandId }
    cursor = deviceSeq
    idsOfLog.set(deviceSeq, commandId)
    decided.push(command)
    return { outcome: 'applied', deviceSeq, commandId }
  }

  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  async function stop() {
    for (const client of sockets.clients) client.terminate()
    http.closeAllConnections()
    await new Promise<void>((resolve) => http.close(() => resolve()))
  }
  onTestFinished(stop)
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    decided,
    frames,
    connections,
    frameCount,
    onBatch: (next) => void (answer = next),
    send: (frame) => newest?.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    dropConnection: () => newest?.terminate(),
    setCursor(deviceSeq) {
      cursor = deviceSeq
      for (const number of idsOfLog.keys()) if (number > deviceSeq) idsOfLog.delete(number)
    },
    setEpoch: (next) => void (epoch = next),
    revokeToken() {
      token = 'another token, long enough'
      isRevoked = true
    },
    expireAccess: () => void (token = `token-${randomUUID()}`),
    door,
    devices,
    receipts,
    receiptCount,
    failReceipts: (areFailing) => void (areReceiptsFailing = areFailing),
    serve: (path, body, headers = {}) => void served.set(path, { body, headers }),
    files,
    requests,
    stop,
  }
}
