import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'

export interface BareEcho {
  /** There and back, in milliseconds. */
  readonly tookMs: readonly number[]
  send(): void
  close(): Promise<void>
}

export async function openBareEcho(): Promise<BareEcho> {
  const child = fork(fileURLToPath(new URL('echo-server.ts', import.meta.url)))
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
  await once(socket, 'open')
  const tookMs: number[] = []
  socket.on('message', (data) => tookMs.push(performance.now() - Number((data as Buffer).toString())))
  return {
    tookMs,
    send: () => socket.send(`${performance.now()}`),
    async close() {
      socket.terminate()
      const exited = once(child, 'exit')
      child.kill()
      await exited
    },
  }
}
