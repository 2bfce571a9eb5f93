import { setTimeout as pause } from 'node:timers/promises'
import { ORPCError } from '@orpc/client'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { conversationOf, findMarker } from '../plan/marker.ts'
import type { PlannedMessage } from '../plan/plan-shift.ts'
import type { Ledger } from '../verdict/ledger.ts'
import type { DeskLine } from './desk-line.ts'
import type { QueriesClient, ReplicaHost } from './replica-host.ts'

/** One agent at work: says things through the main process, sees things through the replica. */
export interface Desk {
  readonly name: string
  /** Resolves when the command is in the flushed log; tries again for as long as nobody says so. */
  reply(message: PlannedMessage): Promise<void>
  /** Everything that this desk shows of the shift's conversations, read anew. */
  readAll(): Promise<void>
  /** Ends when the shift does. */
  follow(): Promise<void>
  watchSync(): Promise<void>
}

interface Parts {
  readonly name: string
  readonly line: DeskLine
  readonly replica: ReplicaHost
  readonly ledger: Ledger
  readonly run: string
  /** Conversations at the top of the list in which something can be new. */
  readonly listed: number
  readonly signal: AbortSignal
  /** Until when the replica's news are followed; ends before `signal` does. */
  readonly following: AbortSignal
  onRecovered(): void
  /** The main process would not save it, and said why. */
  onRefused(kind: string): void
}

const timelineMax = 1_000
const refusedPauseMs = 500
const followAgainMs = 50

export function createDesk({
  name,
  line,
  replica,
  ledger,
  run,
  listed,
  signal,
  following,
  onRecovered,
  onRefused,
}: Parts): Desk {
  /** The shift's conversations, as far as this replica has shown them. */
  const conversationIds = new Map<number, string>()
  const awaited = new Map<number, PromiseWithResolvers<string>>()
  const versions = new Map<string, string>()

  async function readTimeline(client: QueriesClient, conversationId: string): Promise<void> {
    const entries = await firstOf(await client.conversation.timeline({ conversationId, limit: timelineMax }))
    const markers = markersOf(entries ?? [], run)
    const [first] = markers
    if (first === undefined) return
    const conversation = conversationOf(first)
    conversationIds.set(conversation, conversationId)
    awaited.get(conversation)?.resolve(conversationId)
    ledger.saw(name, conversation, markers)
  }

  async function followOne({ client, gone }: Awaited<ReturnType<ReplicaHost['queries']>>): Promise<void> {
    versions.clear()
    const end = AbortSignal.any([following, gone])
    for await (const { rows } of await client.inbox.watch(
      { view: 'open', order: 'recent', limit: listed },
      { signal: end },
    )) {
      for (const { conversation } of rows) {
        // Pending replies change the time, decided ones the revision.
        const version = `${conversation.rev} ${conversation.lastMessageAt}`
        if (versions.get(conversation.id) === version) continue
        await readTimeline(client, conversation.id)
        versions.set(conversation.id, version)
      }
    }
  }

  /** Resolves with the id once this desk shows the conversation. */
  async function shown(conversation: number): Promise<string> {
    const id = conversationIds.get(conversation)
    if (id !== undefined) return id
    const showing = awaited.get(conversation) ?? Promise.withResolvers<string>()
    awaited.set(conversation, showing)
    return showing.promise
  }

  return {
    name,
    async reply(message) {
      const conversationId = await shown(message.conversation)
      ledger.say(message)
      // The same id each time: who did not hear the answer asks again, and it is still one message.
      const args = { messageId: `${run}-${message.marker}`, conversationId, text: message.text, language: 'en' }
      for (;;) {
        try {
          await line.ask((main) => main.commands.submit({ type: 'message.send', args, basedOn: {} }))
          return ledger.saved(message.marker)
        } catch (error) {
          signal.throwIfAborted()
          if (!(error instanceof ORPCError)) throw error
          onRefused(error.code)
          await pause(refusedPauseMs, undefined, { signal })
        }
      }
    },
    async readAll() {
      const { client } = await replica.queries()
      for (const conversationId of conversationIds.values()) await readTimeline(client, conversationId)
    },
    async follow() {
      while (!following.aborted) {
        const port = await replica.queries()
        // A replica that dies takes its queries with it, or never answers them; the next one is asked.
        await Promise.race([followOne(port), death(port.gone)]).catch(() => undefined)
        if (!following.aborted) await pause(followAgainMs)
      }
    },
    async watchSync() {
      let wasDown = false
      // The stream ends with the process; the next one is asked.
      while (!signal.aborted) {
        await line.ask(async (main) => {
          for await (const { state } of await main.sync.watch()) {
            const isUp = state === 'online' || state === 'syncing'
            if (isUp && wasDown) onRecovered()
            wasDown = !isUp
          }
        })
      }
    },
  }
}

function death(gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (gone.aborted) return resolve()
    gone.addEventListener('abort', () => resolve(), { once: true })
  })
}

function markersOf(entries: readonly TimelineEntry[], run: string): string[] {
  return entries.flatMap((entry) => (entry.kind === 'message' ? (findMarker(entry.text, run) ?? []) : []))
}

async function firstOf<Value>(stream: AsyncIterable<Value>): Promise<Value | undefined> {
  for await (const value of stream) return value
  return undefined
}
