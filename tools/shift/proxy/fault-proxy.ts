import { once } from 'node:events'
import { type AddressInfo, type Socket, connect, createServer } from 'node:net'
import { type Flow, createFlow } from './flow.ts'

/** Two bounds in milliseconds, both included. */
export interface Span {
  readonly leastMs: number
  readonly mostMs: number
}

/** A stretch of bad network in front of one port. What it does to TCP is what real networks do: it never alters a stream. */
export interface FaultProxy {
  readonly port: number
  readonly connections: number
  /** Every connection ends in an orderly way. */
  cut(): void
  /** Every connection ends with a reset, at both sides. */
  reset(): void
  /** Nothing passes, on new connections either, and nobody is told; afterwards what was sent arrives late. @returns the end of it */
  hold(): () => void
  /** As `hold`, for the connections of now; later ones overtake them. */
  holdPresent(): () => void
  /** Those who connected to us are reset; what they had sent is not taken back, and arrives when it is no longer held. */
  resetClients(): void
  /** Every piece takes this much longer. @returns the end of it */
  delay(span: Span): () => void
  /** New connections reach the other side only after a while, each another one: perhaps in another order. @returns the end of it */
  delayConnects(span: Span): () => void
  stop(): Promise<void>
}

interface Options {
  readonly targetPort: number
  /** The address that the other side sees; it counts strangers by their addresses. */
  readonly from: string | undefined
  readonly random: () => number
}

interface Passage {
  readonly client: Socket
  readonly server: Socket
  readonly flows: readonly Flow[]
}

const loopback = '127.0.0.1'

export async function startFaultProxy({ targetPort, from, random }: Options): Promise<FaultProxy> {
  const passages = new Set<Passage>()
  const waiting = new Set<Socket>()
  const holds = new Set<Set<Passage>>()
  let delaySpan: Span | undefined
  let connectSpan: Span | undefined
  const within = (span: Span | undefined) => (span ? span.leastMs + random() * (span.mostMs - span.leastMs) : 0)

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => undefined)
    const delayMs = within(connectSpan)
    if (delayMs === 0) return open(client)
    waiting.add(client)
    setTimeout(() => {
      waiting.delete(client)
      if (!client.destroyed) open(client)
    }, delayMs)
  })

  function open(client: Socket) {
    const server = connect({
      port: targetPort,
      host: loopback,
      allowHalfOpen: true,
      ...(from === undefined ? {} : { localAddress: from }),
    })
    const delayMs = () => within(delaySpan)
    const flows = [createFlow(client, server, delayMs), createFlow(server, client, delayMs)]
    const passage = { client, server, flows }
    passages.add(passage)
    for (const held of holds) holdIn(held, passage)
    for (const socket of [client, server]) {
      socket.on('close', () => {
        if (client.destroyed && server.destroyed) passages.delete(passage)
      })
    }
  }

  function holdIn(held: Set<Passage>, passage: Passage) {
    held.add(passage)
    for (const flow of passage.flows) flow.hold()
  }

  function release(held: Set<Passage>) {
    for (const { flows } of held) for (const flow of flows) flow.release()
    held.clear()
  }

  listener.listen(0, loopback)
  await once(listener, 'listening')
  return {
    port: (listener.address() as AddressInfo).port,
    get connections() {
      return passages.size
    },
    cut() {
      for (const { client, server } of passages) for (const socket of [client, server]) socket.end()
      for (const { client, server } of passages) for (const socket of [client, server]) socket.destroySoon()
    },
    reset() {
      for (const { client, server } of passages) for (const socket of [client, server]) socket.resetAndDestroy()
    },
    hold() {
      const held = new Set<Passage>()
      for (const passage of passages) holdIn(held, passage)
      holds.add(held)
      return () => {
        holds.delete(held)
        release(held)
      }
    },
    holdPresent() {
      const held = new Set<Passage>()
      for (const passage of passages) holdIn(held, passage)
      return () => release(held)
    },
    resetClients() {
      for (const { client } of passages) client.resetAndDestroy()
    },
    delay(span) {
      delaySpan = span
      return () => void (delaySpan = undefined)
    },
    delayConnects(span) {
      connectSpan = span
      return () => void (connectSpan = undefined)
    },
    async stop() {
      for (const socket of waiting) socket.destroy()
      for (const { client, server } of passages) for (const socket of [client, server]) socket.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}
