import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'

/** What a request says of itself, believed only from the reverse proxies that the operator named. */
export interface ProxyRule {
  isTrusted(address: string): boolean
  /** Whom it comes from: the last address in `X-Forwarded-For` that is no proxy of ours. */
  addressOf(request: IncomingMessage): string
  /** Whether nobody on the way could read it. */
  isSecure(request: IncomingMessage): boolean
}

/** @param trusted addresses or networks (`10.0.0.0/8`); undefined where one of them is neither. */
export function createProxyRule(trusted: readonly string[]): ProxyRule | undefined {
  const list = new BlockList()
  for (const each of trusted) {
    const [address = '', bits] = each.split('/')
    const family = isIP(address)
    if (family === 0) return undefined
    const type = family === 6 ? 'ipv6' : 'ipv4'
    const most = family === 6 ? 128 : 32
    if (bits === undefined) list.addAddress(address, type)
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= most) list.addSubnet(address, Number(bits), type)
    else return undefined
  }
  const isTrusted = (address: string) => {
    const plain = withoutMapping(address)
    const family = isIP(plain)
    return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4')
  }
  return {
    isTrusted,
    addressOf(request) {
      const direct = withoutMapping(request.socket.remoteAddress ?? '')
      const forwarded = lastHeader(request, 'x-forwarded-for')
      const hops = [...forwarded.split(',').map((hop) => hop.trim()), direct]
      const own = hops.findLastIndex((hop) => !isTrusted(hop))
      // Whatever is no address ends the chain: nobody knows what stands before it.
      const found = hops[Math.max(own, 0)] ?? ''
      return isIP(withoutMapping(found)) === 0 ? (hops[own + 1] ?? direct) : withoutMapping(found)
    },
    isSecure(request) {
      if ((request.socket as Partial<TLSSocket>).encrypted) return true
      if (!isTrusted(request.socket.remoteAddress ?? '')) return false
      return lastHeader(request, 'x-forwarded-proto').split(',').at(-1)?.trim() === 'https'
    },
  }
}

const lastHeader = ({ headers }: IncomingMessage, name: string) => {
  const given = headers[name]
  return Array.isArray(given) ? given.join(',') : (given ?? '')
}

/** A socket that serves both families writes IPv4 addresses as `::ffff:10.0.0.1`. */
const withoutMapping = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

export function isLoopback(host: string): boolean {
  const plain = withoutMapping(host)
  const family = isIP(plain)
  return host === 'localhost' || (family !== 0 && loopback.check(plain, family === 6 ? 'ipv6' : 'ipv4'))
}
