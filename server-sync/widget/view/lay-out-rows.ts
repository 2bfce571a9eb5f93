import type { Instant } from '#shared/kit/clock.ts'
import type { ChatAttachment } from '#shared/sync/chat-protocol.ts'
import type { ChatSnapshot } from '../chat.ts'

/** How far a message of the visitor's own has come; `none` needs no word. */
export type OwnState = 'none' | 'sending' | 'waiting' | 'refused' | 'sent'

/** A file of a message. */
export interface RowFile {
  readonly name: string
  readonly bytes: number
  readonly mediaType: string
  /** Null: it is on its way. */
  readonly href: string | null
  /** Bytes that the server has. */
  readonly arrived: number
}

export interface MessageRow {
  readonly kind: 'message'
  readonly key: string
  readonly from: 'customer' | 'agent' | 'bot'
  readonly name: string
  readonly text: string
  readonly files: readonly RowFile[]
  readonly language: string
  readonly at: Instant
  readonly state: OwnState
  /** First and last of what one person said in one breath: the name stands above the first, the time under the last. */
  readonly isFirstOfRun: boolean
  readonly isLastOfRun: boolean
}

export type Row = { readonly kind: 'day'; readonly key: string; readonly at: Instant } | MessageRow

const breathMs = 5 * 60_000

type Line = Omit<MessageRow, 'kind' | 'isFirstOfRun' | 'isLastOfRun'>

const saidFiles = (attachments: readonly ChatAttachment[] = []): RowFile[] =>
  attachments.map(({ fileId, ticket, name, bytes, mediaType }) => {
    const href = `/chat/files/${encodeURIComponent(fileId)}?ticket=${encodeURIComponent(ticket)}`
    return { name, bytes, mediaType, href, arrived: bytes }
  })

function linesOf({ messages, outgoing, files, connection }: ChatSnapshot): Line[] {
  const lastOwn = messages.reduce((last, { from, number }) => (from === 'customer' ? number : last), 0)
  const said = messages.map(({ messageId, number, from, name, text, language, attachments, createdAt }): Line => {
    const state = number === lastOwn && outgoing.length === 0 ? 'sent' : 'none'
    return { key: messageId, from, name, text, files: saidFiles(attachments), language, at: createdAt, state }
  })
  const isHopeful = connection === 'online' || connection === 'connecting' || connection === 'idle'
  const pending = outgoing.map(({ messageId, text, fileKeys, writtenAt, refusal }): Line => {
    const state = refusal !== null ? 'refused' : isHopeful ? 'sending' : 'waiting'
    const taken = fileKeys.flatMap((key) => files.find((file) => file.key === key) ?? [])
    const own = taken.map(({ name, bytes, arrived }) => ({ name, bytes, arrived, mediaType: '', href: null }))
    return { key: messageId, from: 'customer', name: '', text, files: own, language: '', at: writtenAt, state }
  })
  return [...said, ...pending]
}

/** @param dayOf names the visitor's calendar day of an instant; equal days are equal strings */
export function layOutRows(snapshot: ChatSnapshot, dayOf: (at: Instant) => string): Row[] {
  const lines = linesOf(snapshot)
  const isOneBreath = (a: Line | undefined, b: Line | undefined) =>
    a !== undefined &&
    b !== undefined &&
    a.from === b.from &&
    a.name === b.name &&
    Math.abs(b.at - a.at) < breathMs &&
    dayOf(a.at) === dayOf(b.at)

  return lines.flatMap((line, index): Row[] => {
    const before = lines[index - 1]
    const isNewDay = before === undefined || dayOf(before.at) !== dayOf(line.at)
    const row: MessageRow = {
      ...line,
      kind: 'message',
      isFirstOfRun: !isOneBreath(before, line),
      isLastOfRun: !isOneBreath(line, lines[index + 1]),
    }
    return isNewDay ? [{ kind: 'day', key: `day/${dayOf(line.at)}`, at: line.at }, row] : [row]
  })
}
