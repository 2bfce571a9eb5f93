import { setTimeout as sleep } from 'node:timers/promises'
import { markers, spoken } from '../oracle/planted.ts'
import { secrets } from '../oracle/secrets.ts'
import type { Seen, Target } from '../target.ts'
import { deskOfAna, uplinkTargetFor } from '../targets/memory/uplink.ts'

const answer = (text: string, isError = false): Seen => ({ outcome: 'answered', answers: [{ text, isError }] })

const kept: unknown[] = []
const secret = 'zq-a-token-of-this-run'
let sums = 0

/** What goes wrong, and the law that has to notice. Each goes wrong at one input in ten only. */
const faults: Readonly<Record<string, { readonly law: string; run(): Seen | Promise<Seen> }>> = {
  throws: {
    law: 'no-crash',
    run() {
      throw new TypeError('planted')
    },
  },
  rejects: {
    law: 'no-rejection',
    async run() {
      void Promise.reject(new Error('planted'))
      await sleep(1)
      return answer('')
    },
  },
  'never answers': { law: 'in-time', run: () => new Promise(() => undefined) },
  'leaks a row': { law: 'own-rows-only', run: () => answer(`{"name":"${markers.otherOrganisation}"}`) },
  'leaks a row of another brand': { law: 'own-rows-only', run: () => answer(`{"name":"${markers.otherBrand}"}`) },
  'untyped error': { law: 'typed', run: () => answer('{"error":"Bad Request"}', true) },
  'internal error': { law: 'typed', run: () => answer('{"kind":"http/internal"}', true) },
  'tells a stack': { law: 'no-insides', run: () => answer(`{"kind":"a/b","m":"at run (/srv/app/x.ts:1:2)"}`, true) },
  'tells a statement': {
    law: 'no-insides',
    run: () => answer('{"kind":"a/b","m":"SELECT id FROM session WHERE x"}', true),
  },
  'tells a file': { law: 'no-insides', run: () => answer('{"kind":"a/b","m":"/tmp/farline"}', true) },
  'logs a secret': { law: 'silent-log', run: () => ({ ...answer(''), logged: [`{"token":"${secret}"}`] }) },
  'logs what was said': { law: 'silent-log', run: () => ({ ...answer(''), logged: [`{"text":"${spoken}"}`] }) },
  'logs a failure': {
    law: 'no-failure',
    run: () => ({ ...answer(''), logged: ['{"level":"error","event":"http-failed"}'] }),
  },
  pollutes: {
    law: 'no-pollution',
    run() {
      Object.defineProperty(Object.prototype, 'isPolluted', { value: true, configurable: true, enumerable: false })
      return answer('')
    },
  },
  'holds on to memory': {
    law: 'bounded-memory',
    run() {
      kept.push(Buffer.alloc(4 * 1024 * 1024, 1))
      return answer('')
    },
  },
  'changes what is not its own': {
    law: 'foreign-untouched',
    run() {
      sums += 1
      return answer('')
    },
  },
}

/** By name, the law that notices it. */
export const plantedLaws: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(faults).map(([name, { law }]) => [name, law])),
}

const faulty = Object.entries(faults).map(
  ([name, { run, law }]): Target => ({
    name,
    share: 1,
    async open() {
      secrets.push(secret)
      sums = 0
      return {
        make: (random) => ({ isBad: random.chance(0.1), rest: random.between(0, 9) }),
        run: async (input) => ((input as { isBad?: boolean }).isBad ? run() : answer('')),
        settle: async () =>
          law === 'foreign-untouched' && sums > 0 ? ['[foreign-untouched] a row of others was changed'] : [],
        async close() {
          kept.length = 0
          Reflect.deleteProperty(Object.prototype, 'isPolluted')
        },
      }
    },
  }),
)

/** A parser that never ends: only another thread can notice. */
const endless: Target = {
  name: 'endless',
  share: 1,
  async open() {
    return {
      make: (random) => random.chance(0.1),
      async run(input) {
        while (input === true) Math.sqrt(2)
        return answer('')
      },
      close: async () => undefined,
    }
  },
}

/** The real line of a desk, whose session lets it do more than its agent may. */
const tooMuch: Target = {
  ...uplinkTargetFor({ ...deskOfAna, brandIds: ['brand-a', 'brand-b'] }),
  name: 'a desk that may do too much',
  share: 2,
}

/** As `rooms`, but something is wrong in each of them. */
export const plantedRooms: Readonly<Record<string, readonly Target[]>> = {
  'planted faults': faulty,
  'planted endless': [endless],
  'planted rights': [tooMuch],
}
