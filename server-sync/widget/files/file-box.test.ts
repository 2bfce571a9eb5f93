import { describe, expect, it } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createFileBox } from './file-box.ts'
import type { KeptFile } from './file-keeper.ts'
import type { SendPorts, Sent, ToSend } from './send-file.ts'

const blob = new Blob(['0123456789'])
/** Lets what was promised happen. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

function boxInTest(kept = new Map<string, KeptFile>(), wanted: readonly string[] = []) {
  const time = createManualTime()
  const sending: { file: ToSend; ports: Omit<SendPorts, 'fetch'>; end: (sent: Sent) => void }[] = []
  let made = 0
  const box = createFileBox({
    keeper: {
      all: (isWanted) => Promise.resolve([...kept.values()].filter(({ key }) => isWanted(key))),
      put: (file) => void kept.set(file.key, file),
      remove: (key) => void kept.delete(key),
    },
    after: time.after,
    newId: () => `file-${++made}`,
    random: () => 0.5,
    token: () => 'token',
    isWanted: (key) => wanted.includes(key),
    send: (file, ports) => new Promise((end) => sending.push({ file, ports, end })),
    changed: () => undefined,
  })
  return { box, time, sending, kept }
}

describe('the files of a visitor', () => {
  it('go one after the other, once there is a line', async () => {
    const { box, sending } = boxInTest()
    const [one, two] = [box.add('a.png', blob), box.add('b.png', blob)]
    expect(sending).toEqual([])
    box.online()
    expect(sending.map(({ file }) => file.name)).toEqual(['a.png'])
    sending[0]?.ports.progress(4)
    expect(box.get(one)).toMatchObject({ arrived: 4, fileId: null })
    sending[0]?.end({ end: 'taken', uploadId: 'upload-1' })
    await settled()
    expect(box.get(one)).toMatchObject({ arrived: 10, fileId: 'upload-1' })
    expect(sending.map(({ file }) => file.name)).toEqual(['a.png', 'b.png'])
    expect(box.get(two)?.fileId).toBeNull()
  })

  it('go on after a cut with the upload that was begun, later and later', async () => {
    const { box, sending, time } = boxInTest()
    box.add('a.png', blob)
    box.online()
    sending[0]?.ports.begun('upload-1')
    sending[0]?.end({ end: 'later' })
    await settled()
    expect(sending).toHaveLength(1)
    time.pass(500)
    expect(sending[1]?.file.uploadId).toBe('upload-1')
    box.offline()
    expect(sending[1]?.ports.signal.aborted).toBe(true)
    sending[1]?.end({ end: 'later' })
    await settled()
    time.pass(60_000)
    expect(sending).toHaveLength(2)
    box.online()
    expect(sending).toHaveLength(3)
  })

  it('are kept until they are given up or sent, and come back with the page when a message waits for them', async () => {
    const first = boxInTest()
    const [sent, staged] = [first.box.add('a.png', blob), first.box.add('b.png', blob)]
    first.box.online()
    first.sending[0]?.ports.begun('upload-1')
    const second = boxInTest(first.kept, [sent])
    await second.box.ready
    expect(second.box.all().map(({ key }) => key)).toEqual([sent])
    second.box.online()
    expect(second.sending[0]?.file).toMatchObject({ uploadId: 'upload-1', name: 'a.png' })
    second.box.remove(sent)
    expect(second.sending[0]?.ports.signal.aborted).toBe(true)
    expect([...first.kept.keys()]).toEqual([staged])
  })

  it('that are refused wait for the visitor, and hold up none behind them', async () => {
    const { box, sending } = boxInTest()
    const [bad, good] = [box.add('a.exe', blob), box.add('b.png', blob)]
    box.online()
    sending[0]?.end({ end: 'refused', kind: 'file/type' })
    await settled()
    expect(box.get(bad)).toMatchObject({ refusal: 'file/type', arrived: 0 })
    sending[1]?.end({ end: 'taken', uploadId: 'upload-2' })
    await settled()
    expect(box.get(good)?.fileId).toBe('upload-2')
    box.retry(bad)
    expect(sending[2]?.file).toMatchObject({ name: 'a.exe', uploadId: null })
  })
})
