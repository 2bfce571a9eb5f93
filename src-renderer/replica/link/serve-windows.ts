import { z } from 'zod'
import type { RPCHandler } from '@orpc/server/message-port'

/** The first message on a port says whose it is; the keeper's brings the line to main along. After it come live queries only. */
const helloSchema = z.strictObject({
  farline: z.literal('hello'),
  host: z.enum(['browser', 'electron']),
  replicaName: z.string().min(1).max(80),
  /** Held by the page for as long as it lives. */
  lock: z.string().min(1).max(80),
})
export type Hello = z.infer<typeof helloSchema>

/** The only answer that is not one to a query. */
export interface Welcome {
  readonly farline: 'welcome'
  /** Held by the worker for as long as it lives. */
  readonly lock: string
}

interface Parts {
  readonly locks: LockManager
  /** Of this very worker. */
  readonly ownLock: string
  /** The queries for this window, once the replica is open; `undefined` when it may not have them. */
  onHello(hello: Hello): Promise<RPCHandler<Record<never, never>> | undefined>
  onReplicaPort(replicaName: string, port: MessagePort): void
  /** Somebody is at work in a window of ours. */
  onMessage(): void
}

/** @returns what to do with each port on which a page connects to the worker. */
export function serveWindows({
  locks,
  ownLock,
  onHello,
  onReplicaPort,
  onMessage,
}: Parts): (port: MessagePort) => void {
  const held = hold(locks, ownLock)

  async function serve(port: MessagePort, hello: Hello) {
    // Opening the store takes a moment, and the window asks already.
    const early: unknown[] = []
    const keep = ({ data }: MessageEvent<unknown>) => void early.push(data)
    port.addEventListener('message', keep)
    await held
    port.postMessage({ farline: 'welcome', lock: ownLock } satisfies Welcome)
    const handler = await onHello(hello)
    port.removeEventListener('message', keep)
    if (!handler) return port.close()
    handler.upgrade(port, { context: {} })
    for (const data of early) port.dispatchEvent(new MessageEvent('message', { data }))
    // Ports do not tell when a page has died; its lock is set free by the browser in any case.
    await locks.request(hello.lock, () => undefined)
    port.dispatchEvent(new Event('close'))
    port.close()
  }

  function receive(port: MessagePort, { data, ports }: MessageEvent<unknown>) {
    const hello = helloSchema.safeParse(data).data
    if (!hello) return port.close()
    const [mainLine] = ports
    if (mainLine) onReplicaPort(hello.replicaName, mainLine)
    void serve(port, hello)
  }

  return (port) => {
    port.addEventListener('message', onMessage)
    port.addEventListener('message', (event) => receive(port, event), { once: true })
    port.start()
  }
}

/** Ports do not tell when a worker has died either. Resolves when the lock is held. */
function hold(locks: LockManager, name: string): Promise<void> {
  return new Promise((resolve) => {
    void locks.request(name, () => {
      resolve()
      return new Promise<never>(() => undefined)
    })
  })
}
