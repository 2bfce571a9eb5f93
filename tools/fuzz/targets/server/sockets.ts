import type { z } from 'zod'
import type { Json } from '#shared/kit/json.ts'
import { chatFrameSchema, visitorFrameSchema } from '#shared/sync/chat-protocol.ts'
import { downlinkFrameSchema } from '#shared/sync/protocol.ts'
import type { Random } from '../../../simulate/schedule/random.ts'
import { examplesOf } from '../../input/examples.ts'
import { makeFrames } from '../../input/make-frames.ts'
import { words } from '../../input/words.ts'
import { openServer } from '../../parts/open-server.ts'
import { type Talked, talkFrames } from '../../parts/talk-frames.ts'
import type { Seen, Target } from '../../target.ts'
import { makeLine } from '../memory/uplink.ts'
import { localAddress } from './http-wire.ts'

/** A desk's line over a real connection. */
export const syncSocketTarget = socketTarget({
  name: 'sync-socket',
  share: 2,
  path: '/sync',
  isSignedIn: true,
  makeHonest: (random) => (makeLine(random) as string[]).map(parsed),
  frameSchema: downlinkFrameSchema,
})

/** A customer may write to every brand that there is. These write to one of them only, so that all of the others' is foreign. */
const visitorFrame = examplesOf(
  visitorFrameSchema,
  words.filter((word) => word === 'brand-a' || !word.startsWith('brand-')),
)

/** A customer's chat over a real connection. */
export const chatSocketTarget = socketTarget({
  name: 'chat-socket',
  share: 2,
  path: '/chat',
  isSignedIn: false,
  makeHonest: (random) => [
    { frame: 'hello', brandId: 'brand-a', token: null, language: 'en', timeZone: 'UTC' },
    ...Array.from({ length: random.between(0, 5) }, () => visitorFrame(random)),
  ],
  frameSchema: chatFrameSchema,
})

interface Socket {
  readonly name: string
  readonly share: number
  readonly path: string
  readonly isSignedIn: boolean
  /** Frames as an honest client sends them. */
  makeHonest(random: Random): readonly Json[]
  /** What the server may say. */
  readonly frameSchema: z.ZodType
}

const lastWord = JSON.stringify({ frame: 'ping', n: 987_654_321 })
const isLastAnswer = (text: string) => text.includes('"pong"') && text.includes('987654321')

function socketTarget({ name, share, path, isSignedIn, makeHonest, frameSchema }: Socket): Target {
  return {
    name,
    share,
    async open() {
      const server = await openServer()
      const before = await server.foreignSum()
      return {
        make: (random) => ({ from: localAddress(random), frames: makeFrames(makeHonest(random), random) }),
        async run(input) {
          const { from = '127.0.0.1', frames = null } = input as { from?: string; frames?: Json }
          const talked = await talkFrames({
            url: server.url.replace('http', 'ws') + path,
            from,
            headers: isSignedIn ? { authorization: `Bearer ${server.passes.token('ana')}` } : {},
            frames,
            lastWord,
            isLastAnswer,
          })
          return { ...judged(talked, frameSchema), logged: server.drainLog() }
        },
        settle: async () =>
          (await server.foreignSum()) === before ? [] : ['[foreign-untouched] a row of others was changed'],
        close: server.close,
      }
    },
  }
}

function judged({ heard, closedWith }: Talked, frameSchema: z.ZodType): Seen {
  const outcome = closedWith === 0 ? 'answered' : `closed ${closedWith}`
  const untyped = heard.find(({ text }) => !frameSchema.safeParse(parsed(text)).success)
  if (untyped)
    return { outcome, answers: heard, broken: `[typed] no frame of the protocol: ${untyped.text.slice(0, 200)}` }
  // 1011 is the server's word for a failure of its own.
  if (closedWith === 1011) return { outcome, answers: heard, broken: '[no-failure] it closed with 1011' }
  return { outcome, answers: heard }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}
