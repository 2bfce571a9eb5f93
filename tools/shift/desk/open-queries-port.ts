import { randomUUID } from 'node:crypto'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { BrowserContext, Page } from '@playwright/test'
import type { QueriesClient } from './replica-host.ts'

/** What the page keeps for us; set in the page only. */
interface RelayWindow {
  farlineWorker?: { url: string | URL; options: string | WorkerOptions | undefined }
  farlineSay?: (message: unknown) => void
  farlineHeard?: (port: string, message: unknown) => void
}

export interface QueriesPorts {
  /** Connects to the replica worker that this page uses, as one more of its windows would. */
  open(page: Page, replicaName: string): Promise<{ client: QueriesClient; gone: AbortSignal }>
}

/** Relays the worker's port between a page and this process, so that live queries can be asked here. */
export async function relayQueries(context: BrowserContext): Promise<QueriesPorts> {
  const ports = new Map<string, EventTarget>()
  await context.exposeBinding('farlineHeard', (_source, port: string, data: unknown) => {
    ports.get(port)?.dispatchEvent(new MessageEvent('message', { data }))
  })
  await context.addInitScript(rememberWorker)
  return {
    async open(page, replicaName) {
      const name = `farline-shift-${randomUUID()}`
      const target = new EventTarget()
      const gone = new AbortController()
      const close = () => {
        ports.delete(name)
        gone.abort()
        target.dispatchEvent(new Event('close'))
      }
      ports.set(name, target)
      await page.waitForFunction(() => (window as RelayWindow).farlineWorker !== undefined)
      await page.evaluate(connect, { name, replicaName })
      // With the page, or with another document in it, the port has gone.
      page.once('crash', close)
      page.once('close', close)
      page.on('framenavigated', (frame) => {
        if (frame === page.mainFrame()) close()
      })
      const port = {
        addEventListener: target.addEventListener.bind(target),
        postMessage: (message: unknown) => {
          page.evaluate((data) => (window as RelayWindow).farlineSay?.(data), message).catch(close)
        },
      }
      return { client: createORPCClient(new RPCLink({ port: port as never })), gone: gone.signal }
    },
  }
}

/** Runs in the page before anything else: notes under which address and name it opens its worker. */
function rememberWorker() {
  const Real = window.SharedWorker
  window.SharedWorker = class extends Real {
    constructor(url: string | URL, options?: string | WorkerOptions) {
      super(url, options)
      ;(window as RelayWindow).farlineWorker = { url, options }
    }
  }
}

/** Runs in the page. As the page's own window does: the lock first, then the greeting, then the queries. */
async function connect({ name, replicaName }: { name: string; replicaName: string }) {
  const relay = window as RelayWindow
  const known = relay.farlineWorker
  if (!known) return
  const { port } = new SharedWorker(known.url, known.options)
  // The worker's welcome is no answer to a query.
  const isWelcome = (data: unknown) => typeof data === 'object' && data !== null && 'farline' in data
  port.addEventListener('message', ({ data }) => isWelcome(data) || relay.farlineHeard?.(name, data))
  await new Promise<void>((resolve) => {
    void navigator.locks.request(name, () => {
      port.postMessage({ farline: 'hello', host: 'browser', replicaName, lock: name })
      resolve()
      return new Promise<never>(() => undefined)
    })
  })
  port.start()
  relay.farlineSay = (message) => port.postMessage(message)
}
