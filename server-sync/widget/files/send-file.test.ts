import { describe, expect, it } from 'vitest'
import { type ToSend, sendFile } from './send-file.ts'

const megabyte = 1024 * 1024
const file = { blob: new Blob([new Uint8Array(2.5 * megabyte)]), name: '照片.png', uploadId: null }

/** A server that keeps to the protocol, with `act` in its way. */
function serverInTest(act: (method: string, count: number) => Response | 'cut' | undefined = () => undefined) {
  const asked: string[] = []
  let arrived = 0
  const counts = new Map<string, number>()
  const fetch = (path: string, init: RequestInit): Promise<Response> => {
    const method = init.method ?? ''
    const headers = new Headers(init.headers)
    const count = (counts.get(method) ?? 0) + 1
    counts.set(method, count)
    asked.push(`${method} ${headers.get('upload-offset') ?? headers.get('upload-length') ?? ''}`.trim())
    const acted = act(method, count)
    if (acted === 'cut') return Promise.reject(new TypeError('the line broke'))
    if (acted) return Promise.resolve(acted)
    if (method === 'POST')
      return Promise.resolve(new Response(null, { status: 201, headers: { location: '/chat/files/u1' } }))
    if (method === 'PATCH') arrived += (init.body as Blob).size
    const status = method === 'HEAD' ? 200 : 204
    return Promise.resolve(new Response(null, { status, headers: { 'upload-offset': String(arrived) } }))
  }
  const send = (given: Partial<ToSend> = {}, signal = new AbortController().signal) => {
    const told: (string | number)[] = []
    const sent = sendFile(
      { ...file, ...given },
      { fetch, token: 't', signal, begun: (id) => told.push(id), progress: (bytes) => told.push(bytes) },
    )
    return { sent, told }
  }
  return { send, asked }
}

const said = (status: number, kind: string) => Response.json({ kind }, { status })

describe('one file on its way', () => {
  it('goes in pieces, and says how far it is', async () => {
    const { send, asked } = serverInTest()
    const { sent, told } = send()
    expect(await sent).toEqual({ end: 'taken', uploadId: 'u1' })
    expect(asked).toEqual(['POST 2621440', 'PATCH 0', 'PATCH 1048576', 'PATCH 2097152'])
    expect(told).toEqual(['u1', 1_048_576, 2_097_152, 2_621_440])
  })

  it('cut off, it goes on from where the server is', async () => {
    const { send, asked } = serverInTest((method, count) => (method === 'PATCH' && count === 2 ? 'cut' : undefined))
    expect(await send().sent).toEqual({ end: 'later' })
    expect(await send({ uploadId: 'u1' }).sent).toEqual({ end: 'taken', uploadId: 'u1' })
    expect(asked.slice(3)).toEqual(['HEAD', 'PATCH 1048576', 'PATCH 2097152'])
  })

  it('begins anew where the server knows nothing of it any more', async () => {
    const { send, asked } = serverInTest((method) =>
      method === 'HEAD' ? new Response(null, { status: 404 }) : undefined,
    )
    expect(await send({ uploadId: 'old' }).sent).toEqual({ end: 'taken', uploadId: 'u1' })
    expect(asked.slice(0, 2)).toEqual(['HEAD', 'POST 2621440'])
  })

  it.each([
    ['POST', said(413, 'file/too-large'), { end: 'refused', kind: 'file/too-large' }],
    ['POST', said(429, 'file/too-many'), { end: 'refused', kind: 'file/too-many' }],
    ['POST', said(429, 'file/too-fast'), { end: 'later' }],
    ['POST', said(401, 'auth/signed-out'), { end: 'later' }],
    ['PATCH', said(415, 'file/disguised'), { end: 'refused', kind: 'file/disguised' }],
    ['PATCH', said(409, 'file/offset'), { end: 'later' }],
    ['PATCH', new Response('<html>', { status: 502 }), { end: 'later' }],
  ] as const)('ends as the server says (%s, %#)', async (at, answer, expected) => {
    const { send } = serverInTest((method) => (method === at ? answer : undefined))
    expect(await send().sent).toEqual(expected)
  })

  it('of which the server has said no before its answer was lost says so when it is asked', async () => {
    const gone = new Response(null, { status: 410, headers: { 'farline-refusal': 'file/bomb' } })
    const { send } = serverInTest((method) => (method === 'HEAD' ? gone : undefined))
    expect(await send({ uploadId: 'u1' }).sent).toEqual({ end: 'refused', kind: 'file/bomb' })
  })
})
