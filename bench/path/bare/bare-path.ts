import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from '@playwright/test'

/** What no path from a customer's page to an agent's replica can do without: two commits, one push, one put, of the same rows. */
export interface BarePath {
  /** @returns milliseconds from the page that sends `text` until what comes of it is on the other page's disk */
  measure(text: string): Promise<number>
  close(): Promise<void>
}

/** The same kinds of processes as ours: two pages and a worker in `browser`, a server with its database's thread. */
export async function openBarePath(browser: Browser, database: string | undefined): Promise<BarePath> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'farline-bench-bare-'))
  const child = fork(path.join(import.meta.dirname, 'bare-server.ts'), [dataDirectory, database ?? ''])
  const { port } = await next<{ port: number }>(child, () => true)
  const context = await browser.newContext()
  const url = `http://127.0.0.1:${port}`
  const agent = await context.newPage()
  await agent.goto(url)
  await agent.evaluate(startAgent, { url: `ws://127.0.0.1:${port}/agent`, source: `(${work.toString()})()` })
  const customer = await context.newPage()
  await customer.goto(url)
  await customer.evaluate(startCustomer, `ws://127.0.0.1:${port}/customer`)
  return {
    async measure(text) {
      const stored = next<{ text: string; at: number }>(child, (message) => message.text === text)
      const sentAt = await customer.evaluate(send, text)
      return (await stored).at - sentAt
    },
    async close() {
      await context.close()
      child.kill()
      await once(child, 'exit')
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

function next<Message>(child: ChildProcess, isWanted: (message: Message) => boolean): Promise<Message> {
  return new Promise((resolve) => {
    const look = (message: unknown) => {
      if (!isWanted(message as Message)) return
      child.off('message', look)
      resolve(message as Message)
    }
    child.on('message', look)
  })
}

// Functions from here on run in pages.

interface BareWindow {
  bare: { socket: WebSocket }
}

async function startCustomer(url: string): Promise<void> {
  const socket = new WebSocket(url)
  await new Promise((resolve) => (socket.onopen = resolve))
  ;(globalThis as unknown as BareWindow).bare = { socket }
}

function send(text: string): number {
  const sentAt = performance.timeOrigin + performance.now()
  ;(globalThis as unknown as BareWindow).bare.socket.send(text)
  return sentAt
}

async function startAgent({ url, source }: { url: string; source: string }): Promise<void> {
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })))
  const ready = new Promise((resolve) => (worker.onmessage = resolve))
  worker.postMessage(url)
  await ready
}

/** The agent's worker. */
function work(): void {
  onmessage = ({ data: url }: MessageEvent<string>) => {
    const opening = indexedDB.open('farline-bench', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('bare')
    opening.onsuccess = () => {
      const socket = new WebSocket(url)
      socket.onopen = () => postMessage('ready')
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        const { text, rows } = JSON.parse(data) as { text: string; rows: readonly { id: string }[] }
        const transaction = opening.result.transaction('bare', 'readwrite', { durability: 'strict' })
        for (const row of rows) transaction.objectStore('bare').put(row, row.id)
        transaction.oncomplete = () =>
          socket.send(JSON.stringify({ text, at: performance.timeOrigin + performance.now() }))
      }
    }
  }
}
