import { isIP } from 'node:net'
import { type TLSSocket, connect as connectTls } from 'node:tls'
import { z } from 'zod'
import type { ServerFound } from '#shared/rpc/workstation-contract.ts'
import { requestServer } from './request-server.ts'
import type { Road } from './road/road.ts'
import type { ServerAddress } from './server-place.ts'

export type Probed =
  | { readonly ok: true; readonly found: ServerFound; readonly address: ServerAddress }
  | { readonly ok: false; readonly problem: 'BAD_ADDRESS' | 'UNREACHABLE' | 'NOT_FARLINE' | 'NOT_ENCRYPTED' }

const patienceMs = 8_000
const greetingSchema = z.looseObject({ name: z.literal('Farline server'), version: z.string().max(40) })
const notFound = { fingerprint: '', issuer: '', validUntilAt: 0 }

/** Who answers at this address. Nothing is said there but that one asks. */
export async function probeServer(typed: string, road: Road): Promise<Probed> {
  const url = toOrigin(typed)
  if (!url) return { ok: false, problem: 'BAD_ADDRESS' }
  // A password must not cross a network that anybody can read.
  if (url.protocol === 'http:' && !isThisComputer(url)) return { ok: false, problem: 'NOT_ENCRYPTED' }
  const tls = url.protocol === 'https:' ? await readCertificate(url, road) : null
  if (url.protocol === 'https:' && !tls) return { ok: false, problem: 'UNREACHABLE' }
  const address = { url: url.origin, certificate: tls && !tls.isTrusted ? tls.pem : null }
  const answer = await requestServer(road, address, { method: 'GET', path: '/', timeoutMs: patienceMs })
  if (!answer) return { ok: false, problem: 'UNREACHABLE' }
  const greeting = greetingSchema.safeParse(answer.body)
  if (answer.status !== 200 || !greeting.success) return { ok: false, problem: 'NOT_FARLINE' }
  const trust = tls === null ? 'this-computer' : tls.isTrusted ? 'public' : 'unknown-certificate'
  const { version } = greeting.data
  return { ok: true, address, found: { url: url.origin, version, trust, ...notFound, ...tls?.shown } }
}

function toOrigin(typed: string): URL | null {
  const address = typed.trim()
  const withScheme = /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`
  if (!URL.canParse(withScheme)) return null
  const url = new URL(withScheme)
  const isPlain = /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  return isPlain && url.pathname === '/' && url.search === '' && url.hostname !== '' ? url : null
}

const isThisComputer = ({ hostname }: URL) => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)

async function readCertificate(url: URL, road: Road) {
  const socket = await openTls(url, road)
  if (!socket) return null
  const { fingerprint256, issuer, valid_to: validTo, raw } = socket.getPeerCertificate()
  const isTrusted = socket.authorized
  socket.destroy()
  if (!raw) return null
  return {
    isTrusted,
    pem: `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`,
    shown: {
      fingerprint: fingerprint256,
      issuer: [issuer?.O, issuer?.CN]
        .filter((part) => typeof part === 'string')
        .join(', ')
        .slice(0, 200),
      validUntilAt: Math.max(0, Date.parse(validTo) || 0),
    },
  }
}

/** Looks at the certificate, whoever vouches for it: nothing is sent through this connection. */
async function openTls(url: URL, road: Road): Promise<TLSSocket | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const plain = await road.open(url).catch(() => null)
  if (!plain) return null
  return new Promise((resolve) => {
    const socket = connectTls(
      { ...road.trust, socket: plain, servername: isIP(host) ? '' : host, rejectUnauthorized: false },
      () => resolve(socket),
    )
    socket.setTimeout(patienceMs, () => socket.destroy())
    for (const end of [plain, socket]) {
      end.once('error', () => resolve(null))
      end.once('close', () => resolve(null))
    }
  })
}
