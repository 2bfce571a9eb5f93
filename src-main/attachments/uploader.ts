import type { Timers } from '../flow/timers.ts'
import { backoffMs } from '../sync/uplink/backoff.ts'
import type { Outgoing, OutgoingFiles } from './outgoing-files.ts'
import { type SendPorts, type Sent, askStanding, giveUpload, sendUpload } from './send-upload.ts'
import type { AgentAnswer, AgentRequest } from '../server/ask-as-agent.ts'

export interface UploaderParts {
  readonly outgoing: OutgoingFiles
  ask(request: AgentRequest): Promise<AgentAnswer>
  readonly timers: Timers
  readonly random: () => number
  /** Commands that the server has not decided: a conversation that it does not know may be among them. */
  waiting(): number
  /** The server has it, and a message that carries it. False: it stays as it is. */
  onBound(file: Outgoing): Promise<boolean>
  report(event: string, found: object): void
}

export interface Uploader {
  /** There is something new to do. */
  wake(): void
  /** The server is there (again): nobody waits any longer. */
  online(): void
  /** Nobody wants it any more: what the server has of it goes too. */
  abandon(fileId: string): void
  close(): Promise<void>
}

const atOnce = 2
/** A message has to get there too, and is mostly faster. */
const boundFirstMs = 1_000
const boundLastMs = 3_600_000
/** A file that the server forgets again and again is one that nobody waits for there. */
const forgottenMax = 3

/** Sends what this desk keeps for the server. Laws in SPEC.md. */
export function startUploader(parts: UploaderParts): Uploader {
  const { outgoing, timers } = parts
  const running = new Map<string, { readonly calling: AbortController; readonly done: Promise<void> }>()
  /** Not before this many milliseconds from when it was said; by file. */
  const resting = new Map<string, () => void>()
  /** Of files whose message the server is asked about. */
  const asked = new Map<string, number>()
  const asides = new Set<Promise<void>>()
  const closing = new AbortController()
  let tries = 0

  const stopFollowing = outgoing.shown.onChange(wake)
  wake()

  /** Those of messages go first, and of them the oldest. */
  function due(): Outgoing | undefined {
    const wanted = outgoing.all().filter((file) => isDue(file) && !running.has(id(file)) && !resting.has(id(file)))
    return wanted.find(({ record }) => record.carriedBy !== null) ?? wanted[0]
  }

  function wake(): void {
    for (let next = due(); next && running.size < atOnce && !closing.signal.aborted; next = due()) start(next)
  }

  function start(file: Outgoing): void {
    const calling = new AbortController()
    // A turn later: what it says of the file wakes us, and by then the file must be in hand.
    const done = Promise.resolve()
      .then(() => run(file, AbortSignal.any([calling.signal, closing.signal])))
      .catch((error: unknown) => {
        parts.report('upload-failure', { name: error instanceof Error ? error.name : 'unknown' })
        rest(id(file), backoffMs(tries++, parts.random))
      })
      .finally(() => {
        running.delete(id(file))
        wake()
      })
    running.set(id(file), { calling, done })
  }

  async function run(file: Outgoing, signal: AbortSignal): Promise<void> {
    const fileId = id(file)
    const ask: SendPorts['ask'] = (request) => parts.ask({ ...request, signal })
    const isAsked = file.record.end?.kind === 'here'
    if (!isAsked) outgoing.progress(fileId, file.sent, true)
    const sent = isAsked
      ? await askStanding(fileId, ask)
      : await sendUpload(file.record, {
          ask,
          piece: (index) => outgoing.piece(fileId, index),
          progress(bytes) {
            // A line on which something gets through is worth coming back to soon.
            if (bytes > file.sent) tries = 0
            outgoing.progress(fileId, bytes, true)
          },
        })
    if (!isAsked) outgoing.progress(fileId, outgoing.get(fileId)?.sent ?? 0, false)
    if (!signal.aborted) await take(fileId, sent)
  }

  async function take(fileId: string, sent: Sent | null): Promise<void> {
    const file = outgoing.get(fileId)
    if (!file) return
    if (sent === null) return forgotten(file)
    if (sent.end !== 'later') tries = 0
    switch (sent.end) {
      case 'here':
        if (file.record.end === null) await outgoing.note(fileId, { end: { kind: 'here' } })
        if (file.record.carriedBy === null) return
        return sent.isBound ? bound(file) : askAgain(fileId)
      case 'refused':
        return refused(fileId, sent.kind)
      case 'not-known':
        return parts.waiting() > 0 ? rest(fileId, backoffMs(tries++, parts.random)) : refused(fileId, 'file/gone')
      case 'later':
        return rest(fileId, sent.afterMs ?? backoffMs(tries++, parts.random))
      case 'given-up':
        return
    }
  }

  async function bound(file: Outgoing): Promise<void> {
    if (!(await parts.onBound(file))) rest(id(file), boundLastMs)
  }

  async function refused(fileId: string, refusal: string): Promise<void> {
    parts.report('upload-refused', { problem: refusal })
    await outgoing.note(fileId, { end: { kind: 'refused', refusal } })
  }

  /** Restored from a backup, or the message came too late: it begins anew. */
  async function forgotten(file: Outgoing): Promise<void> {
    if (file.record.forgotten >= forgottenMax) return bound(file)
    asked.delete(id(file))
    await outgoing.note(id(file), { end: null, forgotten: file.record.forgotten + 1 })
  }

  function askAgain(fileId: string): void {
    const times = asked.get(fileId) ?? 0
    asked.set(fileId, times + 1)
    rest(fileId, Math.min(boundLastMs, boundFirstMs * 2 ** Math.min(times, 16)))
  }

  function rest(fileId: string, forMs: number): void {
    if (closing.signal.aborted) return
    resting.get(fileId)?.()
    const cancel = timers.after(forMs, () => {
      resting.delete(fileId)
      wake()
    })
    resting.set(fileId, cancel)
  }

  return {
    wake,
    online() {
      tries = 0
      asked.clear()
      for (const cancel of resting.values()) cancel()
      resting.clear()
      wake()
    },
    abandon(fileId) {
      const sending = running.get(fileId)
      sending?.calling.abort()
      const ask: SendPorts['ask'] = (request) => parts.ask({ ...request, signal: closing.signal })
      const aside = (sending?.done ?? Promise.resolve())
        .then(() => giveUpload(fileId, ask))
        .finally(() => asides.delete(aside))
      asides.add(aside)
    },
    async close() {
      stopFollowing()
      closing.abort()
      for (const cancel of resting.values()) cancel()
      resting.clear()
      await Promise.all([...[...running.values()].map(({ done }) => done), ...asides])
    },
  }
}

const id = ({ record }: Outgoing) => record.fileId

/** Still to be sent, or the server is still to be asked whether the message has it. */
function isDue({ record: { end, bytes, carriedBy }, kept }: Outgoing): boolean {
  if (end === null) return kept === bytes
  return end.kind === 'here' && carriedBy !== null
}
