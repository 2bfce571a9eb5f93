import { commands } from '#shared/domain/commands.ts'
import { prepareCommand } from '#shared/domain/run-command.ts'
import type { Json } from '#shared/kit/json.ts'
import { visitorFrameSchema } from '#shared/sync/chat-protocol.ts'
import { downlinkFrameSchema, uplinkFrameSchema } from '#shared/sync/protocol.ts'
import { parseVisitorFrame } from '../../../../server-sync/channels/chat/parse-visitor-frame.ts'
import { parseUplinkFrame } from '../../../../server-sync/sync/parse-uplink-frame.ts'
import { parseDownlinkFrame } from '../../../../src-main/sync/uplink/parse-downlink-frame.ts'
import { toBuffer } from '../../input/bytes.ts'
import { examplesOf } from '../../input/examples.ts'
import { mutateBytes, mutateJson } from '../../input/mutate.ts'
import { words } from '../../input/words.ts'
import type { Target } from '../../target.ts'

/** What a parser made of a text; `undefined` when it did not take it. `stored`: it may come to the database as it is. */
interface Parser {
  readonly example: ReturnType<typeof examplesOf>
  parse(text: string): { readonly stored: unknown } | undefined
}

/** All that is read from a socket, and the arguments of every command. What they take can be stored. */
const parsers: Readonly<Record<string, Parser>> = {
  visitor: {
    example: examplesOf(visitorFrameSchema, words),
    parse(text) {
      const parsed = parseVisitorFrame(text)
      return parsed.ok ? { stored: parsed.frame } : undefined
    },
  },
  uplink: {
    example: examplesOf(uplinkFrameSchema, words),
    parse(text) {
      const parsed = parseUplinkFrame(text)
      if (parsed?.frame !== 'commands') return parsed && { stored: parsed }
      // Arguments are looked at by the command that they are for.
      return { stored: parsed.commands.map((command) => ({ ...command, args: {} })) }
    },
  },
  downlink: {
    example: examplesOf(downlinkFrameSchema, words),
    parse: (text) => (parseDownlinkFrame(text) ? { stored: null } : undefined),
  },
  ...Object.fromEntries(
    Object.values(commands).map(({ type, version, args }): [string, Parser] => [
      type,
      {
        example: examplesOf(args, words),
        parse(text) {
          const given = parseJson(text)
          const prepared = prepareCommand({ type, version, args: given, basedOn: {} })
          return prepared.ok ? { stored: { given: args.safeParse(given).data, reads: prepared.reads } } : undefined
        },
      },
    ]),
  ),
}

export const framesTarget: Target = {
  name: 'frames',
  share: 380,
  async open() {
    const names = Object.keys(parsers)
    return {
      make(random) {
        const name = random.pick(names)
        const value = parsers[name]?.example(random) ?? null
        const changed = random.chance(0.1) ? value : mutateJson(value, random)
        const text = JSON.stringify(changed)
        return { name, bytes: random.chance(0.7) ? text : mutateBytes(text, random) }
      },
      async run(input) {
        const { name = '', bytes } = input as { name?: string; bytes?: Json }
        const parsed = parsers[name]?.parse(toBuffer(bytes).toString('utf8'))
        if (!parsed) return { outcome: 'refused', answers: [] }
        const bad = unstorable(parsed.stored)
        return {
          outcome: 'taken',
          answers: [],
          ...(bad === undefined ? {} : { broken: `[storable] ${name} takes ${JSON.stringify(bad).slice(0, 60)}` }),
        }
      },
      close: async () => undefined,
    }
  },
}

function unstorable(value: unknown): string | undefined {
  if (typeof value === 'string') return /\0|\p{Surrogate}/u.test(value) ? value : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, part] of Object.entries(value)) {
    const found = unstorable(key) ?? unstorable(part)
    if (found !== undefined) return found
  }
  return undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
