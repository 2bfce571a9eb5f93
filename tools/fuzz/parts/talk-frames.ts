import { WebSocket } from 'ws'
import type { Json } from '#shared/kit/json.ts'
import { toBuffer } from '../input/bytes.ts'
import type { Answer } from '../target.ts'

export interface Talk {
  readonly url: string
  readonly from: string
  readonly headers: Readonly<Record<string, string>>
  /** Each a text as bytes, or `{binary}`, `{fragments}`, `{ping}`, `{raw}`. */
  readonly frames: Json
  /** When this was said and its answer heard, all before it has been dealt with. */
  readonly lastWord: string
  isLastAnswer(text: string): boolean
}

export interface Talked {
  readonly heard: readonly Answer[]
  /** 0: still open at the end. 1006: cut off. */
  readonly closedWith: number
}

const patienceMs = 3_000

/** One connection from opening to closing, as a client that keeps to no rule of ours. */
export function talkFrames({ url, from, headers, frames, lastWord, isLastAnswer }: Talk): Promise<Talked> {
  const socket = new WebSocket(url, {
    headers,
    localAddress: from,
    perMessageDeflate: false,
    handshakeTimeout: patienceMs,
  })
  const heard: Answer[] = []
  return new Promise((resolve) => {
    const end = (closedWith: number) => {
      clearTimeout(timer)
      socket.removeAllListeners()
      socket.on('error', () => undefined)
      socket.terminate()
      resolve({ heard, closedWith })
    }
    const timer = setTimeout(() => end(0), patienceMs)
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      end(response.statusCode ?? 0)
    })
    socket.on('error', () => undefined)
    socket.on('close', end)
    socket.on('message', (data) => {
      const text = (data as Buffer).toString('utf8')
      heard.push({ text, isError: false })
      if (isLastAnswer(text)) end(0)
    })
    socket.on('open', () => {
      for (const frame of Array.isArray(frames) ? (frames as Json[]) : [frames]) sendFrame(socket, frame)
      sendFrame(socket, lastWord)
    })
  })
}

function sendFrame(socket: WebSocket, frame: Json): void {
  if (socket.readyState !== WebSocket.OPEN) return
  const odd = typeof frame === 'object' && frame !== null ? (frame as Record<string, Json>) : {}
  if (odd['binary'] !== undefined) return socket.send(toBuffer(odd['binary']), { binary: true })
  if (odd['ping'] !== undefined) return socket.ping(toBuffer(odd['ping']).subarray(0, 125))
  // Past the library: what it would never write.
  if (odd['raw'] !== undefined)
    return void (socket as unknown as { _socket: NodeJS.WritableStream })._socket.write(toBuffer(odd['raw']))
  if (odd['fragments'] !== undefined) {
    const whole = toBuffer(odd['fragments'])
    const half = whole.length >> 1
    socket.send(whole.subarray(0, half), { binary: false, fin: false })
    return socket.send(whole.subarray(half), { binary: false, fin: true })
  }
  socket.send(toBuffer(frame), { binary: false })
}
