import { syncedCollections, syncedEntities } from '#shared/domain/entities.ts'
import { builtInRoles } from '#shared/domain/directory/rights.ts'
import { commands } from '#shared/domain/commands.ts'
import type { Json } from '#shared/kit/json.ts'
import { downlinkFrameSchema } from '#shared/sync/protocol.ts'
import type { Session } from '../../../../server-sync/auth/sessions.ts'
import { createMemoryServerStore } from '../../../../server-sync/sync/store/memory/memory-server-store.ts'
import { type MemoryTables, createMemoryTables } from '../../../../server-sync/sync/store/memory/memory-tables.ts'
import { createUplinkConnection } from '../../../../server-sync/sync/uplink-connection.ts'
import type { SyncSocket } from '../../../../server-sync/sync/sync-socket.ts'
import { type SyncNode, startSyncNode } from '../../../../server-sync/testing/sync-node.ts'
import { replicaOf, workplaceRows } from '../../../../server-sync/testing/workplace.ts'
import type { Random } from '../../../simulate/schedule/random.ts'
import { toBuffer } from '../../input/bytes.ts'
import { examplesOf } from '../../input/examples.ts'
import { mutateBytes, mutateJson } from '../../input/mutate.ts'
import { words } from '../../input/words.ts'
import { foreignRows } from '../../parts/foreign-rows.ts'
import type { Answer, Target } from '../../target.ts'

export const deskOfAna = {
  sessionId: 'session-ana',
  installationId: 'installation-1',
  agentId: 'ana',
  organisationId: 'org-1',
  brandIds: ['brand-a'],
  role: 'agent',
  rights: builtInRoles.agent,
  replicaId: replicaOf('ana'),
} as const

/** A desk's line, its frames one after the other, over a server's truth in memory: fast enough for most of all inputs. */
export const uplinkTarget = uplinkTargetFor(deskOfAna)

/** @param session the desk's own, or, where a fault is planted, one that may do too much */
export function uplinkTargetFor(session: Session): Target {
  return {
    name: 'uplink',
    share: 50,
    async open() {
      let world = await openWorld(session)
      return {
        make: makeLine,
        run: async (input) => {
          const heard = await world.talk(input)
          const untyped = heard.find(({ text }) => !downlinkFrameSchema.safeParse(JSON.parse(text)).success)
          const failure = world.node.failures.splice(0)[0]
          return {
            outcome: outcomeOf(heard),
            answers: heard,
            ...(untyped ? { broken: `[typed] no frame of the protocol: ${untyped.text.slice(0, 200)}` } : {}),
            ...(failure === undefined
              ? {}
              : {
                  broken: `[no-failure] it failed inside: ${failure instanceof Error ? failure.message.slice(0, 300) : typeof failure}`,
                }),
          }
        },
        async settle() {
          const violations = world.violations()
          await world.node.stop()
          world = await openWorld(session)
          return violations
        },
        close: () => world.node.stop(),
      }
    },
  }
}

const argsOf = Object.values(commands).map(({ type, args }) => ({ type, example: examplesOf(args, words) }))

/** A greeting and some commands as an honest desk sends them, and then something about it is changed. */
export function makeLine(random: Random): Json {
  const logId = `log-${random.between(1, 1_000_000_000)}`
  const hello = { frame: 'hello', protocol: 1, replicaId: deskOfAna.replicaId, logId }
  const made = Array.from({ length: random.between(1, 4) }, (_, index) => {
    const { type, example } = random.pick(argsOf)
    const args = example(random)
    return {
      id: `command-${random.between(1, 1_000_000_000)}`,
      replicaId: deskOfAna.replicaId,
      logId,
      deviceSeq: index + 1,
      type,
      version: 1,
      args: random.chance(0.4) ? mutateJson(args, random) : args,
      basedOn: random.chance(0.3) ? { lastNumber: random.between(0, 3), assigneeId: random.pick(['ana', null]) } : {},
      issuedAt: 1,
    }
  })
  const frames: Json[] = [hello, { frame: 'commands', commands: made as unknown as Json }, { frame: 'ping', n: 1 }]
  const changed = random.chance(0.5) ? frames : mutateJson(frames, random)
  return (Array.isArray(changed) ? (changed as Json[]) : [changed]).map((frame) => {
    const text = JSON.stringify(frame)
    return random.chance(0.95) ? text : (mutateBytes(text, random) as Json)
  })
}

function outcomeOf(heard: readonly Answer[]): string {
  const all = heard.map(({ text }) => text).join('')
  for (const word of ['applied', 'refused', 'retry', 'forked', 'duplicate', 'goodbye', 'welcome'])
    if (all.includes(`"${word}"`)) return word
  return 'silence'
}

interface World {
  readonly node: SyncNode
  talk(frames: Json): Promise<Answer[]>
  violations(): string[]
}

async function openWorld(session: Session): Promise<World> {
  const tables = createMemoryTables('epoch')
  for (const { collection, row } of [...workplaceRows, ...foreignRows])
    tables.rows.get(collection)?.set(row.id, { ...row, rev: 1 })
  tables.desks.set(session.replicaId, { currentLogId: '', logs: new Map() })
  const before = foreignIn(tables)
  const store = createMemoryServerStore({ tables })
  const node = await startSyncNode(store)

  return {
    node,
    async talk(frames) {
      const { socket, heard, say, isOpen } = createSocket()
      const stopHearing = node.tail.subscribe((window) => connection.push(window))
      const connection = createUplinkConnection(
        socket,
        session,
        {
          applyCommand: node.applyCommand,
          renewSession: async (known) => known,
          decidedUpTo: store.decidedUpTo,
          feed: node.tail,
          onFailure: (error) => void node.failures.push(error),
        },
        () => undefined,
      )
      for (const frame of Array.isArray(frames) ? (frames as Json[]) : [frames]) {
        if (!isOpen()) break
        say(toBuffer(frame))
        await connection.settled()
      }
      // Whatever was committed is pushed, so that it is heard and can be searched.
      const isMoving = () => tables.outbox.length > 0 || node.tail.head < tables.head
      for (let turns = 0; isMoving() && turns < 50; turns++) await new Promise(setImmediate)
      stopHearing()
      socket.close(1000)
      return heard
    },
    violations() {
      const found: string[] = []
      if (foreignIn(tables) !== before) found.push('[foreign-untouched] a row of others was changed')
      for (const collection of syncedCollections)
        for (const row of tables.rows.get(collection)?.values() ?? [])
          if (!syncedEntities[collection].schema.safeParse(row).success)
            found.push(`[valid-rows] a ${collection} is not valid`)
      return found
    },
  }
}

function foreignIn(tables: MemoryTables): string {
  const rows = [...tables.rows.values()].flatMap((each) => [...each.values()])
  return JSON.stringify(rows.filter((row) => row.organisationId !== 'org-1' || row.brandId === 'brand-b'))
}

function createSocket() {
  const heard: Answer[] = []
  const listeners = { message: [] as ((data: string, isBinary: boolean) => void)[], close: [] as (() => void)[] }
  let readyState = 1
  const socket: SyncSocket = {
    OPEN: 1,
    get readyState() {
      return readyState
    },
    bufferedAmount: 0,
    on: (event: 'message' | 'close', listener: never) => listeners[event].push(listener),
    send(text, sent) {
      heard.push({ text, isError: false })
      sent()
    },
    pause: () => undefined,
    resume: () => undefined,
    close() {
      if (readyState === 3) return
      readyState = 3
      for (const listener of listeners.close) listener()
    },
  }
  const say = (bytes: Buffer) => {
    for (const listener of listeners.message) listener(bytes.toString('utf8'), false)
  }
  return { socket, heard, say, isOpen: () => readyState === 1 }
}
