import type { IncomingMessage } from 'node:http'
import { fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import { pieceBytes } from '#shared/rpc/desk-files.ts'
import type { AgentAnswer, AgentRequest } from '../server/ask-as-agent.ts'
import type { NewOutgoing } from './outgoing-files.ts'

/** How far a file has come when sending it ended. */
export type Sent =
  /** The server has it. `isBound`: by a message that it knows. */
  | { readonly end: 'here'; readonly isBound: boolean }
  /** `kind`: why the server does not take it. */
  | { readonly end: 'refused'; readonly kind: string }
  /** `not-known`: the server knows no such conversation, or this agent may not answer in it. */
  | { readonly end: 'not-known' }
  /** The line broke, or the server is busy: to be tried again, from where it stands then. */
  | { readonly end: 'later'; readonly afterMs?: number }
  /** Its bytes can no longer be read here, or it was called off. */
  | { readonly end: 'given-up' }

export interface SendPorts {
  ask(request: Omit<AgentRequest, 'signal'>): Promise<AgentAnswer>
  /** Null: it cannot be read. */
  piece(index: number): Promise<Buffer | null>
  /** Bytes that the server has. */
  progress(sent: number): void
}

export const uploadsPath = '/sync/files'

const tus = { 'tus-resumable': '1.0.0' }
const later: Sent = { end: 'later' }
/** The server's own limits, of one sender in a day: no use to ask every few seconds. */
const tooManyPauseMs = 10 * 60_000

/**
 * One file by tus 1.0, from wherever it stands. Begun anew each time: of an upload that is there the server says how far it is,
 * and one that it has forgotten it begins once more.
 */
export async function sendUpload(file: NewOutgoing, { ask, piece, progress }: SendPorts): Promise<Sent> {
  const { fileId, conversationId, name, bytes } = file
  const begun = await ask({
    method: 'POST',
    path: uploadsPath,
    headers: {
      ...tus,
      'upload-length': String(bytes),
      'upload-metadata': metadata({ filename: name, fileId, conversationId }),
    },
  })
  if (!begun.ok) return later
  if (begun.response.statusCode === 404) return left(begun.response, { end: 'not-known' })
  if (begun.response.statusCode !== 201) return refusal(begun.response)
  let at = standing(begun.response)
  // Each answer has to bring it further: a server that goes round in circles is left alone for a while.
  for (let answer = begun.response; ; ) {
    if (at === undefined || at > bytes) return later
    progress(at)
    if (at === bytes) return { end: 'here', isBound: isBound(answer) }
    const index = Math.floor(at / pieceBytes)
    const whole = await piece(index)
    if (!whole) return { end: 'given-up' }
    const sent = await ask({
      method: 'PATCH',
      path: `${uploadsPath}/${fileId}`,
      headers: { ...tus, 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' },
      body: whole.subarray(at - index * pieceBytes),
    })
    if (!sent.ok) return later
    answer = sent.response
    if (answer.statusCode !== 204) return refusal(answer)
    const next = standing(answer)
    if (next !== undefined && next <= at) return later
    at = next
  }
}

/** How a file stands that the server has: null where it has forgotten it. */
export async function askStanding(fileId: string, ask: SendPorts['ask']): Promise<Sent | null> {
  const asked = await ask({ method: 'HEAD', path: `${uploadsPath}/${fileId}`, headers: tus })
  if (!asked.ok) return later
  const { response } = asked
  response.resume()
  if (response.statusCode === 404) return null
  if (response.statusCode === 410) return { end: 'refused', kind: kindIn(response) ?? 'file/type' }
  if (response.statusCode !== 200) return later
  const { 'upload-length': length, 'upload-offset': offset } = response.headers
  return length === offset ? { end: 'here', isBound: isBound(response) } : null
}

/** One that nobody waits for any more. That it worked matters to nobody: it ends by itself after a day. */
export async function giveUpload(fileId: string, ask: SendPorts['ask']): Promise<void> {
  const asked = await ask({ method: 'DELETE', path: `${uploadsPath}/${fileId}`, headers: tus })
  if (asked.ok) asked.response.resume()
}

/** What no message has claimed ends some time. */
const isBound = ({ headers }: IncomingMessage) => headers['upload-expires'] === undefined

function standing(response: IncomingMessage): number | undefined {
  response.resume()
  const said = response.headers['upload-offset']
  if (typeof said !== 'string' || !/^\d{1,15}$/.test(said) || Number(said) > fileMaxBytes) return undefined
  return Number(said)
}

async function refusal(response: IncomingMessage): Promise<Sent> {
  const { statusCode } = response
  const kind = kindIn(response) ?? (await kindOf(response))
  if (statusCode === 429) {
    if (kind === 'file/too-many') return { end: 'later', afterMs: tooManyPauseMs }
    return later
  }
  // Not where we thought, forgotten meanwhile, no room, signed out: all of that passes.
  return statusCode === 400 || statusCode === 413 || statusCode === 415
    ? { end: 'refused', kind: kind ?? 'file/type' }
    : later
}

function left(response: IncomingMessage, sent: Sent): Sent {
  response.resume()
  return sent
}

const kindShape = /^[a-z]+\/[a-z-]{1,50}$/

function kindIn({ headers }: IncomingMessage): string | undefined {
  const said = headers['farline-refusal']
  return typeof said === 'string' && kindShape.test(said) ? said : undefined
}

const answerMaxBytes = 10_000

async function kindOf(response: IncomingMessage): Promise<string | undefined> {
  try {
    let text = ''
    for await (const chunk of response as AsyncIterable<Buffer>) {
      text += chunk.toString()
      if (text.length > answerMaxBytes) return undefined
    }
    const said: unknown = JSON.parse(text)
    const kind = typeof said === 'object' && said !== null && 'kind' in said ? said.kind : undefined
    return typeof kind === 'string' && kindShape.test(kind) ? kind : undefined
  } catch {
    return undefined // Cut off, or not the server's own words.
  }
}

const metadata = (values: Readonly<Record<string, string>>) =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
