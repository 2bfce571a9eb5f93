import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { Reader, type Value, Writer } from './wire.ts'

export interface Call {
  readonly sender: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly args: readonly Value[]
}

/** What a call is answered with: a signature and its values. */
export type Answer = readonly [signature: string, values: readonly Value[]]

/** One program on a message bus: it owns names, answers calls, makes calls and tells signals. */
export interface Bus {
  own(name: string): Promise<void>
  call(to: string, path: string, interfaceName: string, member: string, answer?: Answer): Promise<readonly Value[]>
  signal(path: string, interfaceName: string, member: string, answer: Answer): void
  close(): void
}

const methodCall = 1
const methodReturn = 2
const methodError = 3
const signalMessage = 4
const noFlags = 0
/** Of header fields: which one, and its type. Source: D-Bus Specification, "Header Fields". */
const fields = {
  path: [1, 'o'],
  interface: [2, 's'],
  member: [3, 's'],
  replyTo: [5, 'u'],
  to: [6, 's'],
  sender: [7, 's'],
  signature: [8, 'g'],
} as const

/** @param answer undefined: such a call is not known here */
export async function joinBus(address: string, answer: (call: Call) => Answer | undefined): Promise<Bus> {
  const path = /unix:(?:path|abstract)=([^,;]+)/.exec(address)?.[1]
  if (!path) throw new Error(`no bus at ${address}`)
  const socket = connect(address.includes('abstract=') ? `\0${path}` : path)
  await once(socket, 'connect')
  await authenticate(socket)
  let serial = 0
  let held = Buffer.alloc(0)
  const waiting = new Map<number, { resolve(values: readonly Value[]): void; reject(error: Error): void }>()

  function send(
    type: number,
    header: Partial<Record<keyof typeof fields, Value>>,
    [signature, values]: Answer,
  ): number {
    serial += 1
    const body = new Writer().write(signature, values).toBuffer()
    const given = Object.entries({ ...header, ...(signature ? { signature } : {}) }) as [keyof typeof fields, Value][]
    const list = given.map(([name, value]): Value => [fields[name][0], [fields[name][1], value]])
    const head = new Writer().write('yyyyuua(yv)', [0x6c, type, noFlags, 1, body.length, serial, list]).align(8)
    socket.write(Buffer.concat([head.toBuffer(), body]))
    return serial
  }

  function receive(message: Buffer): void {
    const [, type, , , bodyLength, number, list] = new Reader(message).read('yyyyuua(yv)') as [
      number,
      number,
      number,
      number,
      number,
      number,
      [number, Value][],
    ]
    const field = (name: keyof typeof fields) => list.find(([code]) => code === fields[name][0])?.[1]
    const body = new Reader(message.subarray(message.length - bodyLength)).read(
      `${(field('signature') as string) ?? ''}`,
    )
    if (type === methodReturn) waiting.get(Number(field('replyTo')))?.resolve(body)
    if (type === methodError) waiting.get(Number(field('replyTo')))?.reject(new Error(`${body[0] as string}`))
    if (type !== methodCall) return
    const [sender, callPath, interfaceName, member] = (['sender', 'path', 'interface', 'member'] as const).map(
      (name) => `${(field(name) as string) ?? ''}`,
    ) as [string, string, string, string]
    const reply = answer({ sender, path: callPath, interface: interfaceName, member, args: body })
    send(methodReturn, { to: sender, replyTo: number }, reply ?? ['', []])
  }

  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    while (held.length >= 16) {
      const length = Math.ceil((16 + held.readUInt32LE(12)) / 8) * 8 + held.readUInt32LE(4)
      if (held.length < length) return
      const message = held.subarray(0, length)
      held = held.subarray(length)
      receive(message)
    }
  })
  socket.on('error', () => undefined)

  const bus: Bus = {
    call(to, objectPath, interfaceName, member, given = ['', []]) {
      const number = send(methodCall, { path: objectPath, interface: interfaceName, member, to }, given)
      return new Promise((resolve, reject) => waiting.set(number, { resolve, reject }))
    },
    async own(name) {
      await bus.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName', [
        'su',
        [name, 0],
      ])
    },
    signal(objectPath, interfaceName, member, given) {
      send(signalMessage, { path: objectPath, interface: interfaceName, member }, given)
    },
    close: () => socket.destroy(),
  }
  await bus.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'Hello')
  return bus
}

async function authenticate(socket: Socket): Promise<void> {
  const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
  socket.write(`\0AUTH EXTERNAL ${user}\r\n`)
  const [reply] = (await once(socket, 'data')) as [Buffer]
  if (!reply.toString().startsWith('OK')) throw new Error(`the bus refused: ${reply.toString()}`)
  socket.write('BEGIN\r\n')
}
