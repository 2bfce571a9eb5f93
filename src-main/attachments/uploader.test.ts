import { expect, it, onTestFinished } from 'vitest'
import { createSealer } from '../keys/sealer.ts'
import type { AgentAnswer, AgentRequest } from '../server/ask-as-agent.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { openFileDisk } from './file-disk.ts'
import { type NewOutgoing, openOutgoingFiles } from './outgoing-files.ts'
import { startUploader } from './uploader.ts'

/** An uploader whose every question waits for the test's answer. */
async function rig() {
  const time = createManualTime()
  const outgoing = await openOutgoingFiles({
    disk: await openFileDisk(await tempFolder()),
    sealer: createSealer(new Uint8Array(32), 'test'),
    clock: time.clock,
    report: () => undefined,
  })
  const asked: { what: string; answer(status: number, headers?: Record<string, string>): void; lose(): void }[] = []
  const bound: string[] = []
  let waiting = 0
  const fileIdIn = ({ path, headers = {} }: AgentRequest) =>
    path.split('/')[3] ??
    Buffer.from(/fileId (\S+?),/.exec(headers['upload-metadata'] ?? '')?.[1] ?? '', 'base64').toString()
  const uploader = startUploader({
    outgoing,
    timers: time.timers,
    random: () => 0.5,
    waiting: () => waiting,
    async onBound({ record }) {
      bound.push(record.fileId)
      await outgoing.forget(record.fileId)
      return true
    },
    report: () => undefined,
    ask: (request) =>
      new Promise<AgentAnswer>((resolve) => {
        const lose = () => resolve({ ok: false, problem: 'unreachable' })
        request.signal.addEventListener('abort', lose)
        const answer = (statusCode: number, headers: Record<string, string> = {}) =>
          resolve({ ok: true, response: { statusCode, headers, resume: () => undefined } as never })
        asked.push({ what: `${request.method} ${fileIdIn(request)}`, answer, lose })
      }),
  })
  onTestFinished(uploader.close)
  return {
    ...{ time, outgoing, uploader, bound },
    setWaiting: (count: number) => void (waiting = count),
    async whole(fileId: string) {
      await outgoing.begin({ fileId, conversationId: 'c-1', name: 'a', bytes: 5 } as NewOutgoing)
      time.advance(1)
      await outgoing.keep(fileId, 0, Buffer.from('hello'))
    },
    /** As `next`, however long it rests before. */
    async inTime(what: string) {
      await expect
        .poll(() => {
          if (asked.length === 0) time.advance(10_000)
          return asked.map((each) => each.what)
        })
        .toEqual([what])
      return asked.splice(0)
    },
    /** The next questions, whatever order their turns come in. */
    async next(...whats: readonly string[]) {
      await expect.poll(() => asked.map(({ what }) => what)).toEqual(whats)
      return asked.splice(0)
    },
  }
}

const stand = (offset: number, isBound = false) => ({
  'upload-offset': String(offset),
  'upload-length': '5',
  ...(isBound ? {} : { 'upload-expires': 'tomorrow' }),
})

it('[F4] two at a time, what a message carries first, then the oldest', async () => {
  const at = await rig()
  await at.whole('a')
  await at.whole('b')
  await at.whole('c')
  await at.whole('d')
  await at.outgoing.note('d', { carriedBy: 'm-1' })
  const [a, b] = await at.next('POST a', 'POST b')
  a?.answer(201, stand(5))
  const [d] = await at.next('POST d')
  b?.answer(201, stand(0))
  const [piece] = await at.next('PATCH b')
  piece?.answer(204, stand(5))
  const [c] = await at.next('POST c')
  d?.answer(201, stand(5, true))
  c?.answer(415, { 'farline-refusal': 'file/disguised' })
  await expect.poll(() => at.bound).toEqual(['d'])
  await expect.poll(() => at.outgoing.shown.get().map(({ state }) => state)).toEqual(['here', 'here', 'refused'])
})

it('[F4] waits longer from try to try, and no longer when the server is there again', async () => {
  const at = await rig()
  await at.whole('a')
  for (const pauseMs of [250, 500, 1_000]) {
    const [lost] = await at.next('POST a')
    lost?.lose()
    await expect.poll(() => at.outgoing.shown.get()[0]?.state).toBe('waiting')
    at.time.advance(pauseMs - 1)
    await at.next()
    at.time.advance(1)
  }
  const [lost] = await at.next('POST a')
  lost?.lose()
  await expect.poll(() => at.outgoing.shown.get()[0]?.state).toBe('waiting')
  at.uploader.online()
  await at.next('POST a')
})

it('[F7] of a conversation that the server does not know it is refused only when everything that was done is there', async () => {
  const at = await rig()
  at.setWaiting(1)
  await at.whole('a')
  const [early] = await at.next('POST a')
  early?.answer(404)
  await expect.poll(() => at.outgoing.shown.get()[0]?.state).toBe('waiting')
  at.setWaiting(0)
  at.uploader.online()
  const [late] = await at.next('POST a')
  late?.answer(404)
  await expect.poll(() => at.outgoing.shown.get()[0]).toMatchObject({ state: 'refused', refusal: 'file/gone' })
})

it('[F5] the server is asked until a message has it, and sent it again where it has forgotten it, but not for ever', async () => {
  const at = await rig()
  await at.whole('a')
  await at.outgoing.note('a', { carriedBy: 'm-1' })
  const [first] = await at.next('POST a')
  first?.answer(201, stand(5))
  for (let times = 0; times < 3; times++) {
    const [head] = await at.inTime('HEAD a')
    head?.answer(404)
    const [again] = await at.next('POST a')
    again?.answer(201, stand(5))
  }
  await expect.poll(() => at.outgoing.get('a')?.record.forgotten).toBe(3)
  const [last] = await at.inTime('HEAD a')
  last?.answer(404)
  await expect.poll(() => at.bound).toEqual(['a'])
})
