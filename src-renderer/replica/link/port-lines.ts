import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { MainLine, MainLines } from './main-line.ts'

/** Electron: main hands over a port by way of the keeper window, and a new one after each start of main. */
export interface PortLines extends MainLines {
  handOver(port: MessagePort): void
}

export function createPortLines(wanted: MainLines['wanted']): PortLines {
  let waiting: MainLine | undefined
  let current: MainLine | undefined
  let arrived: () => void = () => undefined

  return {
    handOver(port) {
      const closed = new AbortController()
      const close = () => {
        closed.abort()
        port.close()
      }
      port.addEventListener('close', close)
      waiting?.close()
      waiting = { client: createORPCClient(new RPCLink({ port })), closed: closed.signal, close }
      port.start()
      // A port says nothing when the other end dies with its process: a new one means that the old one is dead.
      current?.close()
      arrived()
    },
    async next(signal) {
      while (!waiting) {
        await new Promise<void>((resolve) => {
          arrived = resolve
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
        signal.throwIfAborted()
      }
      current = waiting
      waiting = undefined
      return current
    },
    wanted,
  }
}
