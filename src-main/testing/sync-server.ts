import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { Outcome } from '#shared/sync/outcome.ts'
import { type DownlinkFrame, type SignInReply, type UplinkFrame, uplinkFrameSchema } from '#shared/sync/protocol.ts'
import { onTestFinished } from 'vitest'
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
  revokeToken(): void
  /** Answers for `/sync/…` over HTTP. */
  serve(path: string, body: string | Buffer, headers?: Record<string, string>): void
  readonly requests: { url: string; authorization: string | undefined }[]
  stop(): Promise<void>
}

export const goodPassword = 'a good password'

const reply = (token: string): SignInReply => ({
  token,
  replicaId: 'replica-1',
  agent: { id: 'agent-1', name: 'Mei Tan', email: 'mei@example.com', role: 'agent', brandIds: ['brand-1'] },
  organisation: { id: 'org-1', name: 'Northwind' },
})

export async function startSyncServer(port = 0): Promise<SyncServer> {
  let token = 'token-1-long-enough-to-pass'
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
  const connections = createObservableValue(0)
  const frameCount = createObservableValue(0)

  const http = createServer((request, response) => {
    requests.push({ url: request.url ?? '', authorization: request.headers.authorization })
    if (request.url === '/auth/sign-in') {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const { password } = JSON.parse(body) as { password: string }
        const status = password === goodPassword ? 200 : password === 'too often' ? 429 : 401
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(status === 200 ? reply(token) : { kind: 'auth/wrong-password' }))
      })
      return
    }
    const found = served.get((request.url ?? '').split('?')[0] ?? '')
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end()
    if (!found) return void response.writeHead(404).end()
    response.writeHead(200, found.headers).end(found.body)
  })
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
    revokeToken: () => void (token = 'another token, long enough'),
    serve: (path, body, headers = {}) => void served.set(path, { body, headers }),
    requests,
    stop,
  }
}
