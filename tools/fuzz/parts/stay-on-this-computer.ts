import { Socket } from 'node:net'

type Connect = (this: Socket, ...given: unknown[]) => Socket

let isStaying = false

/**
 * Addresses that come out of a fuzzer are not to be asked, nor looked up: for this thread, every other computer is one where
 * nobody answers (port 9, discard, of this one).
 */
export function stayOnThisComputer(): void {
  if (isStaying) return
  isStaying = true
  const connect = Socket.prototype.connect as Connect
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    // Node itself hands on its options in an array of its own making.
    const [first] = given.flat(1) as [{ host?: string | null; port?: unknown } | undefined]
    if (typeof first !== 'object' || first.port === undefined) return connect.apply(this, given)
    const isHere = /^(127(\.\d{1,3}){3}|localhost|::1)$/.test(first.host ?? 'localhost')
    if (!isHere) Object.assign(first, { host: '127.0.0.1', port: 9 })
    return connect.apply(this, given)
  } as typeof Socket.prototype.connect
}
