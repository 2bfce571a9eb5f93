import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, onTestFinished } from 'vitest'
import type { NewOutgoing } from './outgoing-files.ts'
import { systemClock } from '#shared/kit/clock.ts'
import { pieceBytes } from '#shared/rpc/desk-files.ts'
import { createObservableValue } from '../flow/observable-value.ts'
import { systemTimers } from '../flow/timers.ts'
import { askAsAgent } from '../server/ask-as-agent.ts'
import { straightRoad } from '../server/road/road.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { until } from '../testing/until.ts'
import { sendCopy } from './file-answer.ts'
import { openFileDisk } from './file-disk.ts'
import { openDeskFiles } from './open-desk-files.ts'
import { createPieceSealer } from './piece-sealer.ts'

const mebibyte = 1024 * 1024
/** Three times what may be held. */
const fileBytes = 48 * mebibyte

/** What is garbage already does not count: when it is taken away is the engine's business. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** A server that takes everything and keeps nothing. */
async function swallowingServer() {
  let arrived = 0
  const http = createServer((request, response) => {
    const end = (status: number) =>
      response.writeHead(status, { 'upload-offset': arrived, 'upload-length': fileBytes }).end()
    if (request.method !== 'PATCH') return end(201)
    request.on('data', (chunk: Buffer) => (arrived += chunk.length))
    request.on('end', () => end(204))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, arrived: () => arrived }
}

it('[F10] a large file is never gathered: handed over, sent and read, it takes some pieces of memory', async () => {
  const server = await swallowingServer()
  const road = straightRoad()
  const tokens = { access: async () => ({ ok: true as const, token: 'token' }), reject: () => undefined }
  const files = await openDeskFiles({
    disk: await openFileDisk(await tempFolder()),
    replicaId: 'replica-1',
    outboxKey: randomBytes(32),
    clock: systemClock,
    timers: systemTimers,
    random: () => 0,
    sync: createObservableValue({ state: 'online', waiting: 0, sinceAt: 0 }),
    ask: (request) => askAsAgent(road, { url: server.url, certificate: null }, tokens, request),
    carried: async () => new Map(),
    report: () => undefined,
  })
  onTestFinished(files.close)
  const before = heldBytes()
  let most = 0
  let looks = 0
  const look = () => {
    if (looks++ % 25 === 0) most = Math.max(most, heldBytes() - before)
  }
  const stopLooking = files.outgoing.shown.onChange(look)

  const piece = randomBytes(pieceBytes)
  await files.outgoing.begin({
    fileId: 'f-1',
    conversationId: 'c-1',
    name: 'a.mp4',
    bytes: fileBytes,
  } as NewOutgoing)
  for (let at = 0; at < fileBytes; at += pieceBytes)
    expect(await files.outgoing.keep('f-1', at, piece)).toMatchObject({ ok: true })
  await until(files.outgoing.shown, ([file]) => file?.state === 'here')
  expect(server.arrived()).toBe(fileBytes)

  const copy = await sendCopy({
    file: { ...files.outgoing.get('f-1')!.record, mediaType: 'video/mp4' },
    piece: (index) => files.outgoing.piece('f-1', index),
    range: undefined,
    isHead: false,
    signal: new AbortController().signal,
  })
  let read = 0
  const swallow = new Writable({
    write(chunk: Buffer, _encoding, done) {
      read += chunk.length
      look()
      done()
    },
  })
  await pipeline(copy!.body as never, swallow)
  stopLooking()
  expect(read).toBe(fileBytes)
  expect(most / mebibyte).toBeLessThan(16)
}, 60_000)

it('[F10] sealing and opening a piece keeps nobody waiting', () => {
  const sealer = createPieceSealer(randomBytes(32), 'f-1')
  const piece = randomBytes(pieceBytes)
  const timed = (work: () => void) => {
    const startedAt = performance.now()
    work()
    return performance.now() - startedAt
  }
  const sealed = sealer.seal(0, piece)
  // The fastest of some: what else runs on this computer does not count.
  const fastest = (work: () => void) => Math.min(...Array.from({ length: 15 }, () => timed(work)))
  expect(fastest(() => sealer.seal(0, piece))).toBeLessThan(20)
  expect(fastest(() => sealer.open(0, sealed))).toBeLessThan(20)
})
