import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { Json } from '#shared/kit/json.ts'
import { toBuffer } from '../input/bytes.ts'
import type { Answer } from '../target.ts'

/** Says everything over a new port, and hears until the last call, which is a good one, is answered or the port closes. */
export function callPort(
  serve: (port: MessagePort) => void,
  frames: Json,
  lastCall: string,
): Promise<readonly Answer[]> {
  const { port1, port2 } = new MessageChannel()
  const heard: Answer[] = []
  serve(port1)
  port1.start()
  return new Promise((resolve) => {
    const end = () => {
      port2.close()
      resolve(heard)
    }
    port2.on('message', (data: unknown) => {
      const answer = answerIn(String(data))
      if (!answer) return
      heard.push(answer)
      if (String(data).includes('"i":"last"')) end()
    })
    port2.on('close', () => resolve(heard))
    for (const frame of Array.isArray(frames) ? (frames as Json[]) : [frames])
      port2.postMessage(toBuffer(frame).toString('utf8'))
    port2.postMessage(lastCall)
  })
}

/** An answer of oRPC: a body in `p.b.json`, with a status from 400 on where it is an error. */
export function answerIn(text: string): Answer | undefined {
  const { p } = JSON.parse(text) as { p?: { s?: number; b?: { json?: unknown }; e?: string; d?: { json?: unknown } } }
  // The one refusal that oRPC gives without a code.
  if (p?.s === 404 && p.b?.json === undefined) return { text: '{"code":"NOT_FOUND"}', isError: true }
  const isError = (p?.s ?? 200) >= 400 || p?.e === 'error'
  return { text: isError ? JSON.stringify(p?.b?.json ?? p?.d?.json ?? null) : text, isError }
}
