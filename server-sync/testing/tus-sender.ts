import { request } from 'node:http'

export interface TusAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Of a refusal. */
  readonly kind: string | undefined
}

/** What is known of an upload besides its name: an agent's says of which id it is, and where it goes. */
type Metadata = Readonly<Record<string, string>>

/** What a chat or a desk says to the server about files, in the tus protocol 1.0, and a line that can be cut at any byte. */
export interface TusSender {
  begin(bytes: number, name: string, more?: Metadata): Promise<TusAnswer>
  /** Begins, and says of which id the upload is. */
  begun(bytes: number, name: string, more?: Metadata): Promise<string>
  standing(id: string): Promise<TusAnswer>
  /** @param cutAfter hangs up when so many bytes of the body are sent. Resolves with status 0. */
  piece(id: string, offset: number, body: Buffer, cutAfter?: number): Promise<TusAnswer>
  giveUp(id: string): Promise<TusAnswer>
  /** From the first byte to the last. */
  whole(content: Buffer, name: string, more?: Metadata): Promise<{ readonly id: string; readonly last: TusAnswer }>
  /** From wherever it stands. */
  rest(id: string, content: Buffer): Promise<TusAnswer>
}

const encoded = (metadata: Metadata) =>
  Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')

export function tusSender(url: string, token: string, path = '/chat/files'): TusSender {
  const own = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' }

  function ask(method: string, at: string, headers: object, body?: Buffer, cutAfter?: number): Promise<TusAnswer> {
    return new Promise((resolve, reject) => {
      const length = body ? { 'content-length': body.length } : {}
      const asking = request(`${url}${path}${at}`, { method, headers: { ...own, ...length, ...headers } }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString()
          const kind = text.startsWith('{') ? (JSON.parse(text) as { kind?: string }).kind : undefined
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, kind })
        })
        answer.on('error', reject)
      })
      if (cutAfter === undefined) {
        asking.on('error', reject)
        asking.end(body)
        return
      }
      asking.on('error', () => resolve({ status: 0, headers: {}, kind: undefined }))
      asking.flushHeaders()
      asking.write(body?.subarray(0, cutAfter) ?? '', () => asking.destroy())
      asking.on('close', () => resolve({ status: 0, headers: {}, kind: undefined }))
    })
  }

  const sender: TusSender = {
    begin: (bytes, name, more = {}) =>
      ask('POST', '', { 'upload-length': bytes, 'upload-metadata': encoded({ filename: name, ...more }) }),
    async begun(bytes, name, more) {
      const { status, headers } = await sender.begin(bytes, name, more)
      if (status !== 201) throw new Error(`not begun: ${status}`)
      return String(headers['location']).split('/').at(-1) ?? ''
    },
    standing: (id) => ask('HEAD', `/${id}`, {}),
    piece: (id, offset, body, cutAfter) =>
      ask(
        'PATCH',
        `/${id}`,
        { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream' },
        body,
        cutAfter,
      ),
    giveUp: (id) => ask('DELETE', `/${id}`, {}),
    async whole(content, name, more) {
      const id = await sender.begun(content.length, name, more)
      return { id, last: await sender.piece(id, 0, content) }
    },
    async rest(id, content) {
      const { status, headers } = await sender.standing(id)
      if (status !== 200) throw new Error(`cannot go on: ${status}`)
      const offset = Number(headers['upload-offset'])
      return sender.piece(id, offset, content.subarray(offset))
    },
  }
  return sender
}
