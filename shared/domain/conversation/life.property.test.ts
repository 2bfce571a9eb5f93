import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CommandType, commands } from '../commands.ts'
import { prepareCommand } from '../run-command.ts'
import { canBeUndone, neverUndone, undoOf } from '../undo.ts'
import { TestRows, onServer } from '../testing/rows.ts'
import { type Conversation, notWaiting } from './conversation.ts'
import {
  type Role,
  type State,
  conversationId,
  deedNames,
  deeds,
  lifeNow,
  lifeRows,
  roleNames,
  roles,
  seenBy,
  stateNames,
} from './testing/life.ts'

const deed = fc.constantFrom(...deedNames)
const role = fc.constantFrom(...roleNames)
const person = fc.constantFrom<Role>('haver', 'asked', 'other', 'lead')
const state = fc.constantFrom(...stateNames)
/** What somebody saw when they acted: nothing said, the newest, or how it was a while ago. */
const saw = fc.constantFrom('nothing', 'all', 'earlier')
const act = fc.record({ deed, role, saw, laterMs: fc.nat(20_000) })
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

/** The server's rows, by its reducers; every version of them is kept. */
class World {
  now = lifeNow
  #rows: TestRows
  #count = 0
  readonly said: { readonly id: string; readonly by: string }[] = []

  constructor(from: State) {
    this.#rows = new TestRows(...lifeRows(from))
  }

  get rows(): TestRows {
    return this.#rows
  }

  get talk(): Conversation {
    const talk = this.#rows.get('conversation', conversationId)
    if (!talk) throw new Error('the conversation is gone')
    return talk
  }

  run(by: Role, type: CommandType, args: object, basedOn: object = {}) {
    const prepared = prepareCommand({ type, version: 1, args, basedOn })
    if (!prepared.ok) throw new Error(`${type}: ${prepared.refusal.kind}`)
    const reduced = prepared.run(seenBy(this.#rows, roles[by]), onServer(roles[by], this.now))
    if (reduced.outcome === 'applied') {
      this.#rows = copied(this.#rows)
      this.#rows.write(reduced.writes)
    }
    return reduced
  }

  act({ deed: name, role: by, saw: seen, laterMs }: Act) {
    this.now += laterMs
    this.#count += 1
    const { type, args: argsOf } = deeds[name]
    const args = argsOf(roles[by].id, `${this.#count}`)
    const before = this.talk
    const basedOn =
      seen === 'nothing'
        ? {}
        : { lastNumber: Math.max(0, before.lastNumber - (seen === 'earlier' ? 2 : 0)), assigneeId: before.assigneeId }
    const rows = this.#rows
    const reduced = this.run(by, type, args, basedOn)
    const id = (args as { messageId?: string }).messageId
    if (reduced.outcome === 'applied' && type === 'message.send' && id) this.said.push({ id, by: roles[by].id })
    return { reduced, type, args, before, rows }
  }
}

function copied(rows: TestRows): TestRows {
  const copy = new TestRows()
  copy.write(rows.all())
  return copy
}

const ofTimeline = (rows: TestRows) =>
  rows.all().flatMap(({ collection, row }) => (collection === 'timeline' ? [row] : []))

describe('whatever anybody does with a conversation', () => {
  it('[A1] [O1] [O4] it is one agent’s or nobody’s, and offered only while it is nobody’s and open', () => {
    everySequence(({ talk }) => {
      expect(talk.offeredToId !== null && (talk.assigneeId !== null || talk.status !== 'open')).toBe(false)
      expect(talk.offeredToId === null).toBe(talk.offerUntilAt === 0)
    })
  })

  it('[S1] [S3] what is spam or merged waits for nobody, wakes at no time, and knows what it was', () => {
    everySequence(({ talk }) => {
      const isShut = talk.status === 'spam' || talk.status === 'merged'
      expect(isShut && talk.before === null).toBe(false)
      expect(talk.snoozedUntilAt > 0).toBe(talk.status === 'snoozed')
      expect(talk.status === 'spam' && talk.waitingSinceAt !== notWaiting).toBe(false)
      expect(talk.mergedIntoId !== null).toBe(talk.status === 'merged')
    })
  })

  it('[L1] a link is in both conversations or in neither', () => {
    everySequence(({ talk, rows }) => {
      for (const other of ['linked', 'unlinked'])
        expect(rows.get('conversation', other)?.linkedIds.includes(conversationId)).toBe(talk.linkedIds.includes(other))
    })
  })

  it('the entries of each conversation are numbered without a gap, and never again otherwise', () => {
    everySequence(({ talk, rows }) => {
      const numbers = ofTimeline(rows)
        .filter((entry) => entry.conversationId === talk.id)
        .map(({ number }) => number)
        .sort((a, b) => a - b)
      expect(numbers).toEqual(numbers.map((_, index) => index + 3))
      expect(numbers.at(-1)).toBe(talk.lastNumber)
    })
  })

  it('[H5] nothing said is lost: it is on its way, held, or withdrawn by a person', () => {
    everySequence(({ rows, said }) => {
      for (const { id, by } of said) {
        const entry = rows.get('timeline', id)
        expect(entry?.authorId).toBe(by)
        expect(['sent', 'delayed', 'held', 'withdrawn']).toContain(entry?.deliveryState)
        const sentAs = entry?.collidedWith?.sentAsId ?? ''
        const sent = rows.get('timeline', sentAs === '' ? id : sentAs)
        expect([sent?.text, sent?.authorId]).toEqual([entry?.text, by])
      }
    })
  })

  it('[H2] as many replies are held as the conversation says, and none of them changed anything else', () => {
    everySequence(({ talk, rows }, last) => {
      expect(ofTimeline(rows).filter(({ deliveryState }) => deliveryState === 'held')).toHaveLength(talk.heldCount)
      const wasHeld =
        last.reduced.outcome === 'applied' && last.type === 'message.send' && talk.heldCount > last.before.heldCount
      const { lastNumber, heldCount } = last.before
      expect(wasHeld ? { ...talk, lastNumber, heldCount } : last.before).toEqual(last.before)
    })
  })

  it('[H1] a reply goes out only when nobody else’s is newer than what its author saw', () => {
    everySequence(({ talk, rows }, { reduced, type, args, before }, { saw: seen, role: by }) => {
      if (reduced.outcome !== 'applied' || type !== 'message.send' || seen === 'nothing') return
      const since = before.lastNumber - (seen === 'earlier' ? 2 : 0)
      const entries = ofTimeline(rows).filter(
        ({ number, kind, authorKind, authorId, deliveryState, conversationId: id }) =>
          id === talk.id &&
          kind === 'message' &&
          authorKind === 'agent' &&
          authorId !== roles[by].id &&
          number > since &&
          number <= before.lastNumber &&
          ['sent', 'delayed'].includes(deliveryState),
      )
      const message = rows.get('timeline', (args as { messageId: string }).messageId)
      expect(entries.length > 0 && message?.deliveryState !== 'held').toBe(false)
    })
  })

  it('[A2] a colleague’s conversation changes hands only by them, by whoever gave it, or by the right to direct', () => {
    everySequence(({ talk }, { before }, { role: by, deed: name }) => {
      if (before.assigneeId === null || talk.assigneeId === before.assigneeId) return
      const actor = roles[by]
      const isAllowed =
        actor.id === before.assigneeId ||
        (actor.rights as readonly string[]).includes('conversation.direct') ||
        actor.kind === 'system' ||
        before.handover?.byId === actor.id ||
        name === 'message.receive'
      expect(isAllowed).toBe(true)
    })
  })

  it('[M5] merged and taken apart, both are as they were but for their timelines', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), state, (acts, from) => {
        const world = new World(from)
        for (const each of acts) world.act(each)
        const before = bothAs(world)
        const ids = { fromId: conversationId, intoId: 'target', entryId: 'x1', intoEntryId: 'x2' }
        if (world.run('lead', 'conversation.merge', ids).outcome !== 'applied') return
        const again = { ...ids, entryId: 'y1', intoEntryId: 'y2' }
        expect(world.run('lead', 'conversation.unmerge', again).outcome).toBe('applied')
        expect(bothAs(world)).toEqual(before)
      }),
      { numRuns: 300 },
    )
  })

  it('[U1] done and taken back, a conversation is what it was but for its timeline', () => {
    const undone = new Set<CommandType>()
    fc.assert(
      fc.property(fc.array(act, { maxLength: 10 }), deed, person, state, (acts, name, by, from) => {
        const world = new World(from)
        for (const each of acts) world.act(each)
        const before = world.talk
        const { reduced, type, args, rows } = world.act({ deed: name, role: by, saw: 'nothing', laterMs: 0 })
        if (reduced.outcome !== 'applied') return
        const inverse = undoOf({ type, args: args as never }, rows, idsFrom('undo'))
        if (!inverse) return
        const back = world.run(by, inverse.type, inverse.args, inverse.basedOn)
        // An offer may have ended, a colleague may have what was taken from nobody: those cannot be had back.
        expect(back.outcome, `${type} by ${by}`).toBe('applied')
        undone.add(type)
        expect(comparable(world.talk), `${type} by ${by}`).toEqual(comparable(before))
      }),
      { numRuns: 1_500 },
    )
    expect(undone.size).toBeGreaterThan(12)
  })

  it('[U1] of every command that an agent can do, the table says what takes it back, or that nothing does', () => {
    const directory = /^(organisation|brand|site|team|queue|skill|role|agent|away-reason)\.|^field\.(add|change)$/
    const ofPeople = (Object.keys(commands) as CommandType[]).filter(
      (type) => commands[type].actors.includes('agent' as never) && !directory.test(type),
    )
    const said = ofPeople.filter((type) => canBeUndone(type) !== (neverUndone as readonly string[]).includes(type))
    expect(said).toEqual(ofPeople)
  })
})

type Done = ReturnType<World['act']>

function everySequence(check: (world: World, last: Done, how: Act) => void): void {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 25 }), state, (acts, from) => {
      const world = new World(from)
      for (const each of acts) check(world, world.act(each), each)
    }),
    { numRuns: 250 },
  )
}

/** [U1] What does not come back. */
const notHadBack = {
  lastNumber: 0,
  mergedAtNumber: 0,
  handover: null,
  before: null,
  offeredToId: null,
  offerUntilAt: 0,
  unreadCount: 0,
}

function comparable(talk: Conversation | undefined): Conversation {
  if (!talk) throw new Error('the conversation is gone')
  const { linkedIds, mentionedIds, tags } = talk
  const inOrder = { linkedIds: linkedIds.toSorted(), mentionedIds: mentionedIds.toSorted(), tags: tags.toSorted() }
  return { ...talk, ...notHadBack, ...inOrder }
}

const bothAs = ({ rows }: World) => [conversationId, 'target'].map((id) => comparable(rows.get('conversation', id)))

function idsFrom(name: string) {
  let count = 0
  return () => `${name}-${++count}`
}
