import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FileFinding } from '../file/attachment.ts'
import { filesAwaitedForMs } from '../file/file-limits.ts'
import { isOnItsWay } from '../file/is-on-its-way.ts'
import { TestRows, amara, onServer, openConversation, system } from '../testing/rows.ts'
import { runOn } from '../testing/run.ts'
import { filesDueAt } from './release.ts'
import type { TimelineEntry } from './timeline-entry.ts'

const conversationId = 'conversation-1'
const nth = fc.nat(7)
const act = fc.oneof(
  fc.record({ act: fc.constant('send' as const), files: fc.nat(2), undoMs: fc.constantFrom(0, 5_000) }),
  fc.record({ act: fc.constantFrom('arrives' as const, 'is refused' as const), file: fc.nat(15) }),
  fc.record({ act: fc.constantFrom('unsend' as const, 'drop' as const, 'send anyway' as const), nth }),
  fc.record({ act: fc.constant('wait' as const), ms: fc.constantFrom(1, 5_000, filesAwaitedForMs) }),
)
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

class World {
  now = 1_000
  readonly rows = new TestRows({ collection: 'conversation', row: openConversation })
  readonly findings = new Map<string, FileFinding>()
  /** In the order in which they went out. */
  readonly passedOn: TimelineEntry[] = []
  #said: string[] = []

  get entries(): TimelineEntry[] {
    return this.#said
      .flatMap((id) => this.rows.get('timeline', id) ?? [])
      .toSorted((one, other) => one.number - other.number)
  }

  get conversation() {
    return this.rows.get('conversation', conversationId)
  }

  do(given: Act): void {
    if (given.act === 'wait') this.now += given.ms
    else if (given.act === 'send') this.#send(given.files, given.undoMs)
    else if ('file' in given) this.#settle(given.act, given.file)
    else this.#decide(given.act, given.nth)
    this.#release()
  }

  #run(type: string, args: object, actor = amara): void {
    const before = new Set(this.entries.filter(({ deliveryState }) => deliveryState === 'sent').map(({ id }) => id))
    runOn(this.rows, type, { conversationId, ...args }, onServer(actor, this.now))
    for (const entry of this.entries)
      if (entry.deliveryState === 'sent' && !before.has(entry.id)) this.passedOn.push(entry)
  }

  #send(files: number, undoMs: number): void {
    const messageId = `m${this.#said.length}`
    this.#said.push(messageId)
    const attachments = Array.from({ length: files }, (_, n) => ({
      fileId: `f${this.#said.length * 2 + n - 2}`,
      name: 'as said',
      bytes: 1,
    }))
    this.#run('message.send', { messageId, text: messageId, language: 'en', undoMs, attachments })
  }

  #settle(how: 'arrives' | 'is refused', file: number): void {
    const fileId = `f${file}` as FileFinding['fileId']
    if (this.findings.has(fileId)) return
    const found = { fileId, name: 'found.png', bytes: 1, mediaType: 'image/png' }
    this.findings.set(fileId, how === 'arrives' ? found : { fileId, refusal: 'file/type' })
  }

  #decide(how: 'unsend' | 'drop' | 'send anyway', at: number): void {
    const messageId = this.#said[at]
    if (messageId === undefined) return
    if (how === 'unsend') return this.#run('message.unsend', { messageId })
    if (how === 'drop') return this.#run('message.drop', { messageId })
    const sentId = `again-${messageId}`
    this.#said.push(sentId)
    this.#run('message.send-anyway', { messageId, sentId })
  }

  /** As the server's timers do: of what is delayed, the first one, until nothing moves. */
  #release(): void {
    for (let last = ''; ; ) {
      const first = this.entries.find(({ deliveryState }) => deliveryState === 'delayed')
      if (!first || `${first.id} ${first.deliveryState}` === last) return
      last = `${first.id} ${first.deliveryState}`
      const files = first.attachments.flatMap(({ fileId }) => this.findings.get(fileId) ?? [])
      this.#run('message.release', { messageId: first.id, files }, system)
    }
  }
}

function whatever(check: (world: World) => void): void {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const world = new World()
      for (const each of acts) {
        world.do(each)
        check(world)
      }
    }),
    { numRuns: 400 },
  )
}

it('[W1] [W2] what goes out goes out whole, once, and in the order of its numbers', () => {
  whatever(({ passedOn, entries }) => {
    const numbers = passedOn.map(({ number }) => number)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
    expect(passedOn.flatMap(({ attachments }) => attachments.filter(isOnItsWay))).toEqual([])
    const waiting = entries.filter(({ deliveryState }) => deliveryState === 'delayed').map(({ number }) => number)
    expect(Math.max(0, ...numbers)).toBeLessThan(Math.min(Number.POSITIVE_INFINITY, ...waiting))
  })
})

it('[W1] [W4] the first that waits has a reason: its time, or files for which a day is not over', () => {
  whatever(({ entries, findings, now }) => {
    const first = entries.find(({ deliveryState }) => deliveryState === 'delayed')
    if (!first || first.dueAt > now) return
    const unsettled = first.attachments.filter(({ fileId }) => !findings.has(fileId))
    expect(unsettled.length).toBeGreaterThan(0)
    expect(filesDueAt(first)).toBeGreaterThan(now)
  })
})

it('[W4] [H5] nothing is lost, as many are held as the conversation says, and nothing is delayed beyond what it says', () => {
  whatever(({ entries, conversation }) => {
    const states = entries.map(({ deliveryState }) => deliveryState)
    for (const state of states) expect(['sent', 'delayed', 'held', 'withdrawn']).toContain(state)
    expect(conversation?.heldCount).toBe(states.filter((state) => state === 'held').length)
    const dues = entries.filter(({ deliveryState }) => deliveryState === 'delayed').map(({ dueAt }) => dueAt)
    expect(Math.max(0, ...dues)).toBeLessThanOrEqual(conversation?.delayedUntilAt ?? 0)
  })
})
