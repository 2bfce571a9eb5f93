import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { ChatFrame } from '#shared/sync/chat-protocol.ts'

export interface Visitors {
  readonly sentAt: ReadonlyMap<string, number>
  readonly receipts: ReadonlySet<string>
  readonly refused: readonly string[]
  /** How many sockets were lost. */
  readonly lost: () => number
  /** The next one in turn writes. */
  write(): void
  close(): void
}

const openAtOnce = 50

/** Each comes from an address of its own, as visitors do: what holds back a single address is not what is measured. */
const addressOf = (n: number) => `127.${1 + ((n >> 16) & 63)}.${(n >> 8) & 255}.${1 + (n % 250)}`

export async function openVisitors(url: string, brandId: string, count: number): Promise<Visitors> {
  const sockets: WebSocket[] = []
  const sentAt = new Map<string, number>()
  const receipts = new Set<string>()
  const refused: string[] = []
  let lost = 0
  let isClosing = false
  let turn = 0

  async function open(n: number): Promise<void> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/chat`, {
      perMessageDeflate: false,
      localAddress: addressOf(n),
    })
    const welcomed = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        const frame = JSON.parse((data as Buffer).toString()) as ChatFrame
        if (frame.frame === 'welcome') resolve()
        else if (frame.frame === 'receipt') receipts.add(frame.messageId)
        else if (frame.frame === 'refused') refused.push(frame.kind)
      })
    })
    socket.on('close', () => {
      if (!isClosing) lost++
    })
    await once(socket, 'open')
    socket.send(JSON.stringify({ frame: 'hello', brandId, token: null, language: 'en', timeZone: 'Europe/London' }))
    await welcomed
    sockets.push(socket)
  }

  for (let from = 0; from < count; from += openAtOnce)
    await Promise.all(Array.from({ length: Math.min(openAtOnce, count - from) }, (_, n) => open(from + n)))

  return {
    sentAt,
    receipts,
    refused,
    lost: () => lost,
    write() {
      const socket = sockets[turn++ % sockets.length]
      const messageId = randomUUID()
      const text = `Where is my parcel ${turn}?`
      sentAt.set(messageId, performance.now())
      socket?.send(JSON.stringify({ frame: 'send', messageId, text, typedMs: 9_000 }))
    },
    close() {
      isClosing = true
      for (const socket of sockets) socket.terminate()
    },
  }
}
