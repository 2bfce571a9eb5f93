/** How far a file has come when sending it ended. */
export type Sent =
  | { readonly end: 'taken'; readonly uploadId: string }
  /** The server will not have it; `kind` says why. */
  | { readonly end: 'refused'; readonly kind: string }
  /** The line broke, or the server is busy: to be tried again from where it stands. */
  | { readonly end: 'later' }

export interface SendPorts {
  fetch(address: string, init: RequestInit): Promise<Response>
  readonly token: string
  readonly signal: AbortSignal
  /** The upload has an address now: what was sent to it need not be sent again. */
  begun(uploadId: string): void
  /** Bytes that the server has. */
  progress(arrived: number): void
}

export interface ToSend {
  readonly blob: Blob
  readonly name: string
  /** From an earlier try. */
  readonly uploadId: string | null
}

const address = '/chat/files'
/** What is on its way when a line breaks is sent again; and the bar moves with each. */
const pieceBytes = 1024 * 1024
const version = { 'tus-resumable': '1.0.0' }

const ended = (kind: string): Sent => ({ end: 'refused', kind })
const later: Sent = { end: 'later' }

/**
 * One file, by tus 1.0, from wherever it stands. The browser reads each piece from the disk as it goes: the file is never in the
 * page's memory.
 */
export async function sendFile({ blob, name, uploadId }: ToSend, ports: SendPorts): Promise<Sent> {
  const own = { ...version, authorization: `Bearer ${ports.token}` }
  const ask = (path: string, method: string, headers: Record<string, string> = {}, body: Blob | null = null) =>
    ports.fetch(path, { method, headers: { ...own, ...headers }, body, signal: ports.signal, credentials: 'omit' })

  try {
    let id = uploadId
    let offset = id === null ? 0 : await standing(id)
    // Its time was over, or it is another visitor's by now.
    if (offset === 'gone') [id, offset] = [null, 0]
    if (typeof offset !== 'number') return offset
    if (id === null) {
      const begun = await ask(address, 'POST', {
        'upload-length': String(blob.size),
        'upload-metadata': `filename ${base64(name)}`,
      })
      if (begun.status !== 201) return refusal(begun)
      id = begun.headers.get('location')?.split('/').at(-1) ?? ''
      ports.begun(id)
    }
    while (offset < blob.size) {
      const piece = blob.slice(offset, offset + pieceBytes)
      const answer = await ask(
        `${address}/${id}`,
        'PATCH',
        { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        piece,
      )
      if (answer.status !== 204) return await refusal(answer)
      offset = Number(answer.headers.get('upload-offset'))
      ports.progress(offset)
    }
    return { end: 'taken', uploadId: id }
  } catch (error) {
    // No network, or called off.
    if (error instanceof TypeError || ports.signal.aborted) return later
    throw error
  }

  async function standing(id: string): Promise<number | 'gone' | Sent> {
    const answer = await ask(`${address}/${id}`, 'HEAD')
    if (answer.status === 200) return Number(answer.headers.get('upload-offset'))
    if (answer.status === 410) return ended(answer.headers.get('farline-refusal') ?? 'file/type')
    return answer.status === 404 ? 'gone' : later
  }
}

async function refusal(answer: Response): Promise<Sent> {
  // Not where we thought, too fast, no room, signed out: all of that passes.
  if (answer.status !== 400 && answer.status !== 413 && answer.status !== 415) {
    const kind = answer.status === 429 ? await kindOf(answer) : ''
    return kind === 'file/too-many' ? ended(kind) : later
  }
  return ended(await kindOf(answer))
}

async function kindOf(answer: Response): Promise<string> {
  const said: unknown = await answer.json().catch(() => undefined)
  const kind = typeof said === 'object' && said !== null && 'kind' in said ? said.kind : undefined
  return typeof kind === 'string' ? kind : 'file/type'
}

/** Of UTF-8, as the protocol has it. */
const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text.slice(0, 300))))
