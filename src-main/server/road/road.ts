import { type ClientRequestArgs, Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { type Socket, connect as connectPlain } from 'node:net'
import { Duplex } from 'node:stream'
import { type ConnectionOptions, TLSSocket, connect as connectTls } from 'node:tls'
import type { ServerAddress } from '../server-place.ts'
import { type WayOut, parseProxyList } from './proxy-list.ts'
import { RoadClosed, type RoadProblem, roadProblem } from './road-closed.ts'
import { openTunnel } from './tunnel.ts'

/** How this computer gets to the server: the same for requests, for the line and for a first look at its certificate. */
export interface Road {
  /**
   * For `node:http`, `node:https` and `ws`.
   * @param isAlone over a connection of its own: one that was kept may be closed by the other side in the very moment in which
   * it is used again, and whoever has a single request would take that for a server that is away
   */
  through(
    address: ServerAddress,
    isAlone?: boolean,
  ): { readonly agent: HttpAgent } & Pick<ConnectionOptions, 'ca' | 'checkServerIdentity'>
  /** A connection as it is, for whoever speaks TLS on it themselves. */
  open(url: URL): Promise<Socket>
  /** Whom a certificate may come from. */
  readonly trust: Pick<ConnectionOptions, 'ca'>
  /** Why the last try did not get there; null when it did. */
  problem(): RoadProblem | null
}

interface RoadParts {
  /** As a proxy script answers: `PROXY a.example:3128; DIRECT`. */
  resolveProxy(url: string): Promise<string>
  readonly authorities: readonly string[]
}

/** @returns a road that the computer's own settings show; without any it leads straight to the server */
export function createRoad({ resolveProxy, authorities }: RoadParts): Road {
  let problem: RoadProblem | null = null
  // Without any, Node's own.
  const trust = authorities.length > 0 ? { ca: [...authorities] } : {}

  async function open(url: URL): Promise<Socket> {
    try {
      return await openFirst(parseProxyList(await resolveProxy(url.href)), targetOf(url), trust)
    } catch (error) {
      problem = roadProblem(error)
      throw error
    }
  }

  function follow<Kind extends Socket>(socket: Kind): Kind {
    socket.on('error', (error) => (problem = roadProblem(error)))
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => (problem = null))
    // Through a proxy it is connected before it comes here.
    if (!(socket instanceof TLSSocket) && !socket.connecting) problem = null
    return socket
  }

  const agentsThat = (keepAlive: boolean) => ({
    'http:': agentOver(HttpAgent, keepAlive, async (options) => follow(await open(urlOf('http:', options)))),
    'https:': agentOver(HttpsAgent, keepAlive, async (options) => {
      const socket = await open(urlOf('https:', options))
      return follow(connectTls({ ...tlsPart(options), socket }))
    }),
  })
  const kept = agentsThat(true)
  const alone = agentsThat(false)

  return {
    through({ url, certificate }, isAlone = false) {
      const agents = isAlone ? alone : kept
      if (url.startsWith('http:')) return { agent: agents['http:'] }
      // Only the trusted certificate, whatever name it was made for; otherwise whom this computer trusts.
      return certificate === null
        ? { agent: agents['https:'], ...trust }
        : { agent: agents['https:'], ca: certificate, checkServerIdentity: () => undefined }
    },
    open,
    trust,
    problem: () => problem,
  }
}

/** Node hands an agent's connection also what the request says of TLS. */
type AgentSocketOptions = ClientRequestArgs & Omit<ConnectionOptions, keyof ClientRequestArgs>
type Created = (error: Error | null, stream: Duplex) => void

/** Of a connection that failed there is no stream; Node looks at the error first, though its types want both. */
function failed(error: unknown, created: Created | undefined): void {
  const stream = new Duplex()
  stream.destroy()
  created?.(error instanceof Error ? error : new RoadClosed('road/not-answered', error), stream)
}

/** An agent whose connections are made by `make`. */
function agentOver(
  Kind: typeof HttpAgent,
  keepAlive: boolean,
  make: (options: AgentSocketOptions) => Promise<Socket>,
): HttpAgent {
  class RoadAgent extends Kind {
    override createConnection(...[options, created]: Parameters<HttpAgent['createConnection']>): undefined {
      make(options).then(
        (socket) => created?.(null, socket),
        (error: unknown) => failed(error, created),
      )
      return undefined
    }
  }
  return new RoadAgent({ keepAlive })
}

/** Whose certificate it has to be is read from `servername`, and for an address, that has none, from `host`. */
function tlsPart({ ca, checkServerIdentity, servername, host }: AgentSocketOptions) {
  return {
    ...(ca !== undefined && { ca }),
    ...(checkServerIdentity && { checkServerIdentity }),
    ...(servername !== undefined && { servername }),
    ...(host != null && { host }),
  }
}

/** The first way on which somebody answers. */
async function openFirst(
  ways: readonly WayOut[],
  target: { readonly host: string; readonly port: number },
  trust: Road['trust'],
): Promise<Socket> {
  let failure: unknown = new RoadClosed('road/no-way')
  for (const way of ways) {
    try {
      return way.kind === 'direct' ? connectPlain(target) : await openTunnel(way, target, trust)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

function targetOf({ protocol, hostname, port }: URL) {
  const isTls = protocol === 'https:' || protocol === 'wss:'
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (isTls ? 443 : 80)) }
}

function urlOf(protocol: string, { host, port }: AgentSocketOptions): URL {
  const name = host ?? 'localhost'
  return new URL(`${protocol}//${name.includes(':') ? `[${name}]` : name}:${port ?? ''}`)
}

/** Where no setting of the computer is known. */
export const straightRoad = (): Road => createRoad({ resolveProxy: async () => 'DIRECT', authorities: [] })
