import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { RoadClosed } from './road-closed.ts'
import type { WayOut } from './proxy-list.ts'

interface Target {
  readonly host: string
  readonly port: number
}

const patienceMs = 10_000

/** A connection to `target` through a proxy that is asked for it. Source: RFC 9110, "CONNECT". */
export function openTunnel(
  { isTls, host, port }: Extract<WayOut, { kind: 'proxy' }>,
  target: Target,
  trust: Pick<ConnectionOptions, 'ca'>,
): Promise<Socket> {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`
  const request = isTls ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    request({
      host,
      port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority },
      agent: false,
      signal: AbortSignal.timeout(patienceMs),
      ...(isTls ? trust : {}),
    })
      .on('connect', ({ statusCode }, socket: Socket, head) => {
        if (statusCode === 200) {
          if (head.length > 0) socket.unshift(head)
          return resolve(socket)
        }
        socket.destroy()
        reject(new RoadClosed(statusCode === 407 ? 'road/proxy-wants-sign-in' : 'road/proxy-refused'))
      })
      // It answered as a web server would.
      .on('response', (response) => {
        response.destroy()
        reject(new RoadClosed('road/proxy-refused'))
      })
      .on('error', (cause) => reject(new RoadClosed('road/proxy-unreachable', cause)))
      .end()
  })
}
