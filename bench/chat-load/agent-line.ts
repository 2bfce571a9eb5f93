import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { DownlinkFrame } from '#shared/sync/protocol.ts'
import { signInReplySchema } from '#shared/sync/auth-protocol.ts'
import { testDevice } from '../../server-sync/testing/test-device.ts'

export interface AgentLine {
  /** When a message with this id came in a page, by `performance.now()`. */
  readonly arrivedAt: ReadonlyMap<string, number>
  close(): void
}

/** The socket of one agent's replica, as main holds it. */
export async function openAgentLine(
  url: string,
  signIn: { readonly email: string; readonly password: string },
): Promise<AgentLine> {
  const answer = await fetch(`${url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...signIn, device: testDevice('the load').device }),
  })
  const { accessToken, replicaId } = signInReplySchema.parse(await answer.json())
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync`, {
    perMessageDeflate: false,
    headers: { authorization: `Bearer ${accessToken}` },
  })
  await once(socket, 'open')
  const arrivedAt = new Map<string, number>()
  const welcomed = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const at = performance.now()
      const frame = JSON.parse((data as Buffer).toString()) as DownlinkFrame
      if (frame.frame === 'welcome') resolve()
      if (frame.frame !== 'page') return
      for (const entry of frame.page.entries)
        if (entry.kind === 'row' && entry.collection === 'timeline') arrivedAt.set(String(entry.row['id']), at)
    })
  })
  socket.send(JSON.stringify({ frame: 'hello', protocol: 1, replicaId, logId: 'load' }))
  await welcomed
  return { arrivedAt, close: () => socket.terminate() }
}
