import type { IncomingMessage, ServerResponse } from 'node:http'
import { createObservableValue } from '../flow/observable-value.ts'

interface Upload {
  readonly bytes: number
  readonly conversationId: string
  readonly name: string
  content: Buffer
  isBound: boolean
  refusal: string | undefined
}

/** The server's side of an agent's uploads, with what it does next in the test's hands. */
export function createTusStandIn() {
  const uploads = new Map<string, Upload>()
  const asked: string[] = []
  const changes = createObservableValue(0)
  let trouble: ((request: IncomingMessage, taken: number) => 'cut' | number | undefined) | undefined
  let refuses: string | undefined

  function stand(response: ServerResponse, status: number, upload: Upload): void {
    response.writeHead(status, {
      'upload-offset': upload.refusal === undefined ? upload.content.length : 0,
      'upload-length': upload.bytes,
      ...(upload.isBound ? {} : { 'upload-expires': new Date().toUTCString() }),
      ...(upload.refusal === undefined ? {} : { 'farline-refusal': upload.refusal }),
    })
    response.end()
  }

  const metadataOf = (request: IncomingMessage) =>
    new Map(
      String(request.headers['upload-metadata'])
        .split(',')
        .map((pair) => pair.split(' '))
        .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString()] as const),
    )

  function begin(request: IncomingMessage, response: ServerResponse): void {
    const given = metadataOf(request)
    const id = given.get('fileId') ?? ''
    const upload = uploads.get(id) ?? {
      bytes: Number(request.headers['upload-length']),
      conversationId: given.get('conversationId') ?? '',
      name: given.get('filename') ?? '',
      content: Buffer.alloc(0),
      isBound: false,
      refusal: undefined,
    }
    uploads.set(id, upload)
    stand(response, upload.refusal === undefined ? 201 : 415, upload)
  }

  function append(id: string, request: IncomingMessage, response: ServerResponse): void {
    const upload = uploads.get(id)
    if (!upload) return void response.writeHead(404).end()
    if (Number(request.headers['upload-offset']) !== upload.content.length) return stand(response, 409, upload)
    request.on('data', (chunk: Buffer) => {
      upload.content = Buffer.concat([upload.content, chunk])
      const wished = trouble?.(request, upload.content.length)
      if (wished === 'cut') request.socket.destroy()
    })
    request.on('end', () => {
      if (upload.content.length === upload.bytes && refuses !== undefined) upload.refusal = refuses
      stand(response, upload.refusal === undefined ? 204 : 415, upload)
      changes.set(changes.get() + 1)
    })
  }

  return {
    uploads,
    /** `POST /sync/files` …, in order. */
    asked,
    changes,
    /** Called for what arrives: cuts the line, or answers with a status before anything is looked at (`taken` is 0 then). */
    onTrouble: (next: typeof trouble) => void (trouble = next),
    refuseWith: (kind: string | undefined) => void (refuses = kind),
    answer(request: IncomingMessage, response: ServerResponse): void {
      asked.push(`${request.method} ${request.url}`)
      const status = trouble?.(request, 0)
      if (status === 'cut') return void request.socket.destroy()
      if (status !== undefined) {
        request.resume()
        return void response.writeHead(status).end()
      }
      const id = request.url?.split('/')[3] ?? ''
      const upload = uploads.get(id)
      switch (request.method ?? '') {
        case 'POST':
          return begin(request, response)
        case 'PATCH':
          return append(id, request, response)
        case 'HEAD':
          return upload
            ? stand(response, upload.refusal === undefined ? 200 : 410, upload)
            : void response.writeHead(404).end()
        case 'DELETE':
          return void response.writeHead(uploads.delete(id) ? 204 : 404).end()
        default:
          return void response.writeHead(405).end()
      }
    },
  }
}
