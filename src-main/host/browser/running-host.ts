import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { z } from 'zod'
import { windowPlaceSchema } from '#shared/rpc/window-place-schema.ts'
import { createJsonFile } from '../../files/json-file.ts'
import { ownerOf } from '../../files/owner-lock.ts'
import { answerPlainly } from './answer-plainly.ts'

/** Where the workstation that owns a data directory answers a second start of itself, and only that. */
const runningHostSchema = z.strictObject({
  pid: z.int().min(1),
  origin: z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/),
  secret: z.string().min(32).max(100),
})
const wishSchema = z.strictObject({ place: windowPlaceSchema })
type Wish = z.infer<typeof wishSchema>

export const handOverPath = '/hand-over'
const wishMaxBytes = 1_000
const answersWithinMs = 5_000

const runningFile = (dataDir: string) =>
  createJsonFile(path.join(dataDir, 'running.json'), runningHostSchema, () => undefined)

/**
 * Asks the workstation that runs on this data directory to let a browser in at this place.
 * @returns the link that opens it, or null where nothing that runs there could be asked
 */
export async function handOver(dataDir: string, wish: Wish): Promise<string | null> {
  const running = await runningFile(dataDir).read()
  if (!running || running.pid !== (await ownerOf(path.join(dataDir, 'workstation.lock')))) return null
  try {
    const response = await fetch(running.origin + handOverPath, {
      method: 'POST',
      headers: { authorization: `Bearer ${running.secret}` },
      body: JSON.stringify(wish),
      signal: AbortSignal.timeout(answersWithinMs),
    })
    return response.ok ? await response.text() : null
  } catch {
    return null // It is just starting, or just ending.
  }
}

export interface RunningHost {
  /** Tells a second start of this workstation how to reach it. The file can be read by its owner only. */
  announce(): Promise<void>
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Nobody is to hand over to this process any more. */
  stop(): Promise<void>
}

export function createRunningHost(dataDir: string, origin: string, entryFor: (wish: Wish) => string): RunningHost {
  const secret = randomBytes(32).toString('base64url')
  const file = runningFile(dataDir)
  return {
    announce: () => file.write({ pid: process.pid, origin, secret }),
    async answer(request, response) {
      const expected = Buffer.from(`Bearer ${secret}`)
      const given = Buffer.from(request.headers.authorization ?? '')
      const isOurs = given.length === expected.length && timingSafeEqual(given, expected)
      // A page sends where it comes from; a program does not.
      if (!isOurs || request.headers.origin !== undefined) return answerPlainly(response, 403, 'This is not for you.')
      const wish = wishSchema.safeParse(await readJson(request))
      if (!wish.success) return answerPlainly(response, 400, 'This is no place of ours.')
      answerPlainly(response, 200, entryFor(wish.data))
    },
    stop: () => file.remove(),
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > wishMaxBytes) return undefined
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined
  }
}
