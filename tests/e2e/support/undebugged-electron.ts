import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { ElectronApplication } from '@playwright/test'
import { ensureElectronRuntime } from '../../../tools/electron-runtime/ensure-electron-runtime.ts'
import { projectRoot } from './launcher.ts'

/** Farline in a real Electron whose pages no debugger holds, as Playwright's does: Chromium never calls such a page hung. */
export interface UndebuggedElectron extends Pick<ElectronApplication, 'evaluate'> {
  /** All that it has said so far. */
  said(): string
  end(): Promise<void>
}

export async function startUndebuggedElectron(
  args: readonly string[],
  env: Record<string, string>,
): Promise<UndebuggedElectron> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(await ensureElectronRuntime(), ['--inspect=0', ...sandbox, '--disable-gpu', '.', ...args], {
    cwd: projectRoot,
    env: { ...process.env, LANGUAGE: 'en', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const inspector = await openInspector(await inspectorUrl(child))
  return {
    evaluate: <Answer>(task: unknown, given: unknown = null) =>
      inspector.evaluate<Answer>(`(${String(task)})(require('electron'), ${JSON.stringify(given)})`),
    said: () => said,
    async end() {
      inspector.close()
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

function inspectorUrl(child: ChildProcess & { readonly stderr: NodeJS.ReadableStream }): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const url = /^Debugger listening on (ws:\S+)$/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`Electron ended with ${code}`)))
  })
}

interface Reply {
  readonly id?: number
  readonly result?: { readonly result: { readonly value: unknown }; readonly exceptionDetails?: object }
}

async function openInspector(url: string) {
  const socket = new WebSocket(url)
  const waiting = new Map<number, (reply: Reply) => void>()
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply
    waiting.get(reply.id ?? 0)?.(reply)
  })
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  let last = 0
  return {
    async evaluate<Answer>(expression: string): Promise<Answer> {
      const id = ++last
      const params = { expression, includeCommandLineAPI: true, awaitPromise: true, returnByValue: true }
      const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve))
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }))
      const { result } = await reply
      waiting.delete(id)
      if (!result || result.exceptionDetails) throw new Error(JSON.stringify(result?.exceptionDetails))
      return result.result.value as Answer
    },
    close: () => socket.close(),
  }
}
