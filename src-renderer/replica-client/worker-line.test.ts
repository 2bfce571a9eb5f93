import { expect, describe, it } from 'vitest'
import { openWorkerLine } from './worker-line.ts'

/** As the browser's: the second who asks for a name waits until the first is gone. */
function createTestLocks() {
  const waiting = new Map<string, () => void>()
  const held = new Set<string>(['worker'])
  const request = async (name: string, callback: () => unknown) => {
    if (held.has(name)) await new Promise<void>((resolve) => waiting.set(name, resolve))
    held.add(name)
    return callback()
  }
  return { locks: { request } as unknown as LockManager, free: (name: string) => waiting.get(name)?.() }
}

function connect(wait: () => Promise<undefined> = () => new Promise(() => undefined)) {
  const { port1, port2 } = new MessageChannel()
  const { locks, free } = createTestLocks()
  const heard: unknown[] = []
  port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => heard.push(data))
  port1.start()
  const line = openWorkerLine(port2, { host: 'browser', replicaName: 'desk', lock: 'window' }, locks, wait)
  const answers: unknown[] = []
  line.port.addEventListener('message', (event) => answers.push((event as MessageEvent<unknown>).data))
  return { line, worker: port1, heard, answers, free }
}

async function until(isSo: () => boolean) {
  while (!isSo()) await new Promise(setImmediate)
}

describe('a window’s line to the worker', () => {
  it('[W2] says hello before anything else, and takes the worker’s welcome for itself', async () => {
    const { line, worker, heard, answers } = connect()
    line.port.postMessage('a question')
    await until(() => heard.length === 2)
    expect(heard).toEqual([{ farline: 'hello', host: 'browser', replicaName: 'desk', lock: 'window' }, 'a question'])
    worker.postMessage({ farline: 'welcome', lock: 'worker' })
    worker.postMessage('an answer')
    await until(() => answers.length === 1)
    expect(answers).toEqual(['an answer'])
    worker.close()
  })

  it('[W4] gives up on a worker that takes the connection and never answers', async () => {
    const silence = Promise.withResolvers<undefined>()
    const { line, worker, heard } = connect(() => silence.promise)
    const closed = new Promise<void>((resolve) => line.port.addEventListener('close', () => resolve()))
    await until(() => heard.length === 1)
    silence.resolve(undefined)
    expect(await Promise.all([line.died, closed])).toEqual(['silent', undefined])
    worker.close()
  })

  it('[W4] notices that the worker has died, and closes', async () => {
    const { line, worker, answers, free } = connect()
    const closed = new Promise<void>((resolve) => line.port.addEventListener('close', () => resolve()))
    worker.postMessage({ farline: 'welcome', lock: 'worker' })
    worker.postMessage('an answer')
    await until(() => answers.length === 1)
    free('worker')
    expect(await Promise.all([line.died, closed])).toEqual(['gone', undefined])
    worker.close()
  })
})
