import { connect } from 'node:net'
import type { Json } from '#shared/kit/json.ts'
import { listRendererFiles } from '../../../../src-main/host/renderer-files.ts'
import { setImmediate } from 'node:timers/promises'
import { acceptPorts } from '../../../../src-main/host/electron/accept-ports.ts'
import { servePorts } from '../../../../src-main/rpc/serve-ports.ts'
import { serveAppScheme } from '../../../../src-main/host/electron/serve-app-scheme.ts'
import type { Random } from '../../../simulate/schedule/random.ts'
import { hostileTexts } from '../../input/hostile.ts'
import { textOf } from '../../input/text-of.ts'
import { hiddenText, openWorkstation } from '../../parts/open-workstation.ts'
import type { Target } from '../../target.ts'
import { hostilePath } from '../server/hostile-path.ts'

const paths = [
  '/',
  '/index.html',
  '/assets/main-abc.js',
  '/*',
  '/sync/feed',
  '/sync/snapshot',
  '/desk/files/01a20732-6be8-7301-bdbb-2eac89cf2ef4',
  '/desk/files/01a20732-6be8-7301-bdbb-2eac89cf2ef4?offset=0',
  '/open',
  '/../secret.html',
  '/secret.txt',
  '/rpc',
]

/** `app://…` as Electron's pages and worker ask for it. Nothing is served but the listed pages. */
export const appSchemeTarget: Target = {
  name: 'app-scheme',
  share: 15,
  async open() {
    const { workstation, rendererDir, close } = await openWorkstation()
    const files = await listRendererFiles(rendererDir)
    let handle: (request: object) => Promise<Response> = () => Promise.reject(new Error('nothing is served'))
    const protocol = { handle: (_scheme: string, given: typeof handle) => void (handle = given) }
    serveAppScheme(protocol as never, files, { ...workstation, room: 'replica-1' })
    return {
      make: (random) => ({
        url: `${random.pick(['app://farline', 'app://farline', 'app://farline', 'app://evil', 'app://farline:1', 'app://a@farline', 'http://farline'])}${hostilePath(random.pick(paths), random)}`,
        method: random.pick(['GET', 'GET', 'GET', 'POST', 'HEAD', '']),
      }),
      async run(input) {
        const { url, method } = input as { url?: string; method?: string }
        // Chromium hands over no address that is none.
        if (!URL.canParse(textOf(url))) return { outcome: 'no address', answers: [] }
        const response = await handle({
          url,
          method,
          headers: new Headers(),
          body: null,
          signal: new AbortController().signal,
        })
        return pageSeen(response.status, await response.text())
      },
      close,
    }
  },
}

/** The browser host's own HTTP: another Host, another Origin, no cookie, every path. */
export const browserHostTarget: Target = {
  name: 'browser-host',
  share: 5,
  async open() {
    const { host, cookie, drainLog, close } = await openWorkstation()
    const { host: address, port } = new URL(host.origin)
    return {
      make: (random) => makeBrowserRequest(random),
      async run(input) {
        const { line, hosts, cookies, origin, upgrades } = input as Record<string, Json>
        const isLetIn = cookies === 'valid'
        const head = [
          `${textOf(line)} HTTP/1.1`,
          hosts === 'valid' ? `Host: ${address}` : `Host: ${textOf(hosts)}`,
          `Cookie: ${isLetIn ? cookie : textOf(cookies)}`,
          ...(origin === 'none' ? [] : [`Origin: ${origin === 'valid' ? host.origin : textOf(origin)}`]),
          upgrades
            ? 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
            : 'Connection: close',
        ].map((each) => each.replaceAll(/[\r\n]+(?!Upgrade|Sec)/g, ' '))
        const text = await ask(Number(port), `${head.join('\r\n')}\r\n\r\n`)
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)
        const isOpened = status === 101 && !(isLetIn && origin === 'valid' && hosts === 'valid')
        const isShown = status === 200 && !(isLetIn && hosts === 'valid')
        return {
          ...pageSeen(status, text),
          logged: drainLog(),
          ...(isOpened || isShown ? { broken: `[ours-only] it answered ${status} to a stranger` } : {}),
        }
      },
      close,
    }
  },
}

function makeBrowserRequest(random: Random): Json {
  return {
    line: `${random.pick(['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT'])} ${hostilePath(random.pick(paths), random).replaceAll(' ', '%20')}`,
    hosts: random.pick(['valid', 'valid', 'localhost', '127.0.0.1', 'evil.example', '']),
    cookies: random.pick(['valid', 'valid', '', 'farline_agent=x', `farline_agent=${'x'.repeat(300)}`, ';;;==']),
    origin: random.pick(['none', 'valid', 'null', 'http://evil.example', 'http://127.0.0.1']),
    upgrades: random.chance(0.3),
  }
}

function pageSeen(status: number, text: string) {
  return {
    outcome: String(status),
    answers: [{ text, isError: false }],
    ...(text.includes(hiddenText) ? { broken: '[listed-only] a file was served that is no page' } : {}),
    ...(status >= 500 && status !== 502 ? { broken: `[no-5xx] it answered ${status}` } : {}),
  }
}

function ask(port: number, request: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      text += String(chunk)
      // A line that was opened stays open.
      if (text.startsWith('HTTP/1.1 101')) socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
    socket.write(request)
  })
}

const ownPages = ['app://farline/index.html', 'app://farline/keeper.html', 'app://farline/keeper.html?x#y']
const origins = ['app://farline', 'app://farline.evil', 'https://farline', 'app://evil', 'data:', '']
const pagePaths = ['/index.html', '/keeper.html', '/media.html', '/../keeper.html', '', ...hostileTexts]

/** Ports that frames hand over, by the names that the preload knows: only our own pages are listened to. */
export const portsTarget: Target = {
  name: 'ports',
  share: 25,
  async open() {
    const { workstation, close } = await openWorkstation()
    const listeners = new Map<string, (event: object) => void>()
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined, fatal: () => undefined }
    acceptPorts(
      { on: (name: string, listener: never) => listeners.set(name, listener) } as never,
      Promise.resolve(servePorts(workstation, log as never)),
      log as never,
      (sender) => ((sender as unknown as { isHere?: boolean }).isHere === true ? 'door' : undefined),
    )
    const names = [...listeners.keys()]
    return {
      make: (random) => ({
        name: random.pick(names),
        url: random.chance(0.5) ? random.pick(ownPages) : random.pick(origins) + random.pick(pagePaths),
        isInside: random.chance(0.2),
        hasPort: random.chance(0.9),
        hasFrame: random.chance(0.9),
        isHere: random.chance(0.9),
      }),
      async run(input) {
        const { name, url, isInside, hasPort, hasFrame, isHere } = input as Record<string, Json>
        let [isTaken, isClosed] = [false, false]
        const port = {
          on: () => undefined,
          postMessage: () => undefined,
          start: () => void (isTaken = true),
          close: () => void (isClosed = true),
        }
        listeners.get(textOf(name))?.({
          type: textOf(name),
          sender: { isHere },
          ports: hasPort ? [port] : [],
          senderFrame: hasFrame ? { url: textOf(url), parent: isInside ? {} : null } : null,
        })
        // It is served in a turn of its own.
        await setImmediate()
        const isOurs = hasFrame && isHere && !isInside && textOf(url).startsWith('app://farline/')
        return {
          outcome: isTaken ? 'taken' : 'refused',
          answers: [],
          ...(isTaken && !isOurs ? { broken: `[ours-only] a port of ${textOf(url)} was taken` } : {}),
          ...(hasPort && !isTaken && !isClosed ? { broken: '[hung-up] a refused port was left open' } : {}),
        }
      },
      close,
    }
  },
}
