import { setTimeout as pause } from 'node:timers/promises'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { WorkstationContract } from '#shared/rpc/workstation-contract.ts'

export type MainClient = ContractRouterClient<WorkstationContract>

/** Where a workstation answers, and the cookie that lets in. */
export interface Entry {
  readonly origin: string
  readonly cookie: string
}

/** A window's line to the main process of a workstation, over all of that one's lives. */
export interface DeskLine {
  /** Asks, and asks again after a new start, until there is an answer. */
  ask<Answer>(question: (main: MainClient) => Promise<Answer>): Promise<Answer>
  close(): void
}

const retryMs = 150

export function createDeskLine({ origin, cookie }: Entry, signal: AbortSignal): DeskLine {
  let current: Promise<Line> | undefined

  async function connected(): Promise<Line> {
    for (;;) {
      signal.throwIfAborted()
      current ??= openLine({ origin, cookie })
      const line = await current.catch(() => undefined)
      if (line && !line.gone.aborted) return line
      current = undefined
      if (!line) await pause(retryMs, undefined, { signal })
    }
  }

  return {
    async ask(question) {
      for (;;) {
        const line = await connected()
        try {
          return await question(line.main)
        } catch (error) {
          signal.throwIfAborted()
          // As long as the line stands, the answer is a refusal.
          if (!line.gone.aborted) throw error
        }
      }
    },
    close: () => void current?.then((line) => line.close()).catch(() => undefined),
  }
}

interface Line {
  readonly main: MainClient
  readonly gone: AbortSignal
  close(): void
}

async function openLine(entry: Entry): Promise<Line> {
  const { client, socket, gone } = openClient<MainClient>(entry, '/rpc')
  await new Promise((resolve, reject) => socket.once('open', resolve).once('close', reject))
  return { main: client, gone, close: () => socket.terminate() }
}

/** A line to the workstation as one of its pages would open it: with its origin and its cookie. */
export function openClient<Client extends object>({ origin, cookie }: Entry, path: string) {
  const socket = new WebSocket(origin.replace('http', 'ws') + path, { origin, headers: { cookie } })
  // 'close' follows.
  socket.on('error', () => undefined)
  const link = new RPCLink({ websocket: socket as never })
  const gone = new AbortController()
  // After the link's own listener: told of an abort, it would first try to tell the other side.
  socket.on('close', () => gone.abort())
  return { client: createORPCClient(link) as Client, socket, gone: gone.signal }
}

/** Opens the link that works once. */
export async function enter(entryUrl: string): Promise<Entry> {
  const response = await fetch(entryUrl, { redirect: 'manual' })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (cookie === undefined) throw new Error(`the workstation's link answered ${response.status}`)
  return { origin: new URL(entryUrl).origin, cookie }
}
