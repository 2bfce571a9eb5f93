import { EventEmitter, once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type { IpcMain, WebContents } from 'electron'
import { afterEach, describe, expect, it } from 'vitest'
import { createLog } from '../../log/create-log.ts'
import { servePorts } from '../../rpc/serve-ports.ts'
import { startTestWorkstation } from '../../testing/test-workstation.ts'
import { acceptPorts } from './accept-ports.ts'

const call = JSON.stringify({ i: '1', p: { u: '/host/info' } })
const ours = { url: 'app://farline/index.html', parent: null }

describe('a port is taken from a page of ours alone', () => {
  const ends: (() => Promise<void> | void)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
  })

  async function offer(senderFrame: object | null, isHere: boolean, message: unknown = call): Promise<string> {
    const { workstation } = await startTestWorkstation()
    const ipcMain = new EventEmitter()
    const services = Promise.resolve(servePorts(workstation, createLog()))
    acceptPorts(ipcMain as unknown as IpcMain, services, createLog(), () => (isHere ? 'door' : undefined))
    const { port1, port2 } = new MessageChannel()
    ends.push(() => port1.close())
    const answer = Promise.race([
      once(port1, 'message').then(([answer]) => (String(answer).includes('1.2.3') ? 'answered' : 'failed')),
      once(port1, 'close').then(() => 'closed'),
    ])
    port1.postMessage(message)
    const sender = {} as WebContents
    ipcMain.emit('farline:rpc-port', { type: 'farline:rpc-port', ports: [port2], senderFrame, sender })
    return answer
  }

  it('and what it says waits until there is somebody to answer', async () => {
    const { workstation } = await startTestWorkstation()
    const ipcMain = new EventEmitter()
    let provide: (services: ReturnType<typeof servePorts>) => void = () => undefined
    const services = new Promise<ReturnType<typeof servePorts>>((resolve) => (provide = resolve))
    acceptPorts(ipcMain as unknown as IpcMain, services, createLog(), () => 'door')
    const { port1, port2 } = new MessageChannel()
    ends.push(() => port1.close())
    port1.postMessage(call)
    ipcMain.emit('farline:rpc-port', { type: 'farline:rpc-port', ports: [port2], senderFrame: ours, sender: {} })
    const answer = once(port1, 'message')
    provide(servePorts(workstation, createLog()))
    expect(String((await answer)[0])).toContain('1.2.3')
  })

  it('and answered there', async () => {
    expect(await offer(ours, true)).toBe('answered')
  })

  it.each([
    ['a frame inside a page', { ...ours, parent: ours }, true],
    ['a page of the web', { ...ours, url: 'https://farline/index.html' }, true],
    ['a page whose name begins like ours', { ...ours, url: 'app://farline.example/index.html' }, true],
    ['a page that is gone', null, true],
    ['a page of another session, or of a closed desk', ours, false],
  ])('not from %s', async (_name, frame, isHere) => {
    expect(await offer(frame, isHere)).toBe('closed')
  })

  it.each([
    ['too long a message', JSON.stringify({ i: '1', p: { u: '/host/info', b: 'x'.repeat(2 ** 20) } })],
    ['a message that is no call', { i: '1', p: { u: '/host/info' } }],
  ])('and hung up on after %s', async (_name, message) => {
    expect(await offer(ours, true, message)).toBe('closed')
  })
})
