import { describe, expect, it } from 'vitest'
import { deskFilePath, pieceBytes } from '#shared/rpc/desk-files.ts'
import { handOver } from './hand-over.ts'

const bytesOf = (length: number) => Buffer.alloc(length, 'nothing of a length that a piece could have')
const answer = (status: number, body: object) => new Response(JSON.stringify(body), { status })

/** Main, as the contract describes it, and what can go wrong on the way to it. */
function startMain({ room = Number.POSITIVE_INFINITY }: { room?: number } = {}) {
  let kept: Buffer = Buffer.alloc(0)
  const trouble: ('lost-before' | 'lost-after' | 'locked' | 'gone' | 'damaged')[] = []
  const largest = { piece: 0 }
  async function fetch(address: string, init: RequestInit): Promise<Response> {
    const now = trouble.shift()
    if (now === 'lost-before') throw new TypeError('Failed to fetch')
    if (now === 'locked') return answer(401, { kind: 'session/signed-out' })
    if (now === 'gone') return answer(404, { kind: 'file/gone' })
    if (now === 'damaged') return answer(400, { kind: 'file/piece' })
    const piece = new Uint8Array(await (init.body as Blob).arrayBuffer())
    largest.piece = Math.max(largest.piece, piece.length)
    expect(address.startsWith(`${deskFilePath('file-1')}?offset=`)).toBe(true)
    if (Number(address.split('=').at(-1)) !== kept.length) return answer(409, { kept: kept.length })
    if (kept.length + piece.length > room) return answer(507, { kind: 'file/no-room' })
    kept = Buffer.concat([kept, piece])
    if (now === 'lost-after') throw new TypeError('Failed to fetch')
    return answer(200, { kept: kept.length })
  }
  return { fetch, trouble, largest, kept: () => kept }
}

async function handOverTo(main: ReturnType<typeof startMain>, blob: Blob, abort = new AbortController()) {
  const waits: number[] = []
  const progress: number[] = []
  const ended = await handOver('file-1', blob, {
    fetch: main.fetch,
    wait: (delayMs) => {
      waits.push(delayMs)
      return Promise.resolve()
    },
    progress(kept) {
      progress.push(kept)
    },
    signal: abort.signal,
  })
  return { ended, waits, progress }
}

const file = bytesOf(2 * pieceBytes + 5)

describe('handing a file over', () => {
  it('goes piece by piece, and says how far it is', async () => {
    const main = startMain()
    const { ended, progress } = await handOverTo(main, new Blob([file]))
    expect(ended).toEqual({ end: 'whole' })
    expect(progress).toEqual([pieceBytes, 2 * pieceBytes, file.length])
    expect(main.largest.piece).toBe(pieceBytes)
    expect(Buffer.compare(main.kept(), file)).toBe(0)
  })

  it('goes on where it stands after the line broke, whether the piece had arrived or not, and after the desk was locked', async () => {
    const main = startMain()
    main.trouble.push('lost-before', 'lost-after', 'locked')
    const { ended, waits } = await handOverTo(main, new Blob([file]))
    expect(ended).toEqual({ end: 'whole' })
    expect(Buffer.compare(main.kept(), file)).toBe(0)
    expect(waits).toEqual([200, 400, 800])
  })

  it('ends when this computer has no room for it, and when it was removed meanwhile', async () => {
    expect((await handOverTo(startMain({ room: pieceBytes }), new Blob([file]))).ended).toEqual({
      end: 'not-kept',
      why: 'no-room',
    })
    for (const [trouble, expected] of [
      ['gone', { end: 'gone' }],
      ['damaged', { end: 'not-kept', why: 'problem' }],
    ] as const) {
      const main = startMain()
      main.trouble.push(trouble)
      expect((await handOverTo(main, new Blob([file]))).ended).toEqual(expected)
    }
  })

  it('tells a file that cannot be read any more from a line that broke', async () => {
    const main = startMain()
    main.trouble.push('lost-before')
    const unreadable = {
      size: 10,
      slice: () => unreadable,
      arrayBuffer: () => Promise.reject(new DOMException('changed', 'NotReadableError')),
    } as unknown as Blob
    expect((await handOverTo(main, unreadable)).ended).toEqual({ end: 'not-kept', why: 'unreadable' })
  })

  it('ends when it is called off', async () => {
    const main = startMain()
    const abort = new AbortController()
    abort.abort()
    expect((await handOverTo(main, new Blob([file]), abort)).ended).toEqual({ end: 'gone' })
  })
})
