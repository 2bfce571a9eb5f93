import { once } from 'node:events'
import { readFile, readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type Page, expect, test } from '@playwright/test'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type ElectronDesk, openElectronDesk } from './support/electron-desk.ts'
import { type OrdinaryUser, becomeOrdinaryUser } from './support/ordinary-user.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

// Electron's security checklist, point by point, in a real Electron that an ordinary user runs with the sandbox on.
// docs/SECURITY.md has the points; titles carry their numbers.

let server: DemoServer
let user: OrdinaryUser
let desk: ElectronDesk
let page: Page
const logged: string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  server = await startDemoServer()
  user = await becomeOrdinaryUser()
  desk = await openElectronDesk({ serverUrl: server.url, dataDir: user.folder, signIn: server.signIn, user })
  desk.app.process().stdout?.on('data', (chunk: Buffer) => logged.push(chunk.toString()))
  page = desk.window
  await new Workstation(page).isReady()
})

test.afterAll(async () => {
  await desk.app.close()
  await server.remove()
  await user.remove()
})

/** Runs in the page, in its own world. A string of code would be refused by the page's policy, as it should be. */
const refusal = (attempt: () => unknown) => page.evaluate(attempt).then(String, (error: Error) => error.message)

test('[1, 18] every page and file comes from app://farline, and nothing from file: or the network', async () => {
  const origins = await desk.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => new URL(contents.getURL()).href.split('?')[0]),
  )
  expect(new Set(origins)).toEqual(new Set(['index', 'keeper', 'media'].map((name) => `app://farline/${name}.html`)))
  const resources = await page.evaluate(() =>
    [...document.querySelectorAll('script[src], link[href], img[src]')].map((element) =>
      'href' in element ? String(element.href) : (element as HTMLImageElement).src,
    ),
  )
  expect(resources.length).toBeGreaterThan(2)
  expect(resources.filter((name) => !name.startsWith('app://farline/'))).toEqual([])
  expect(await refusal(() => fetch('file:///etc/passwd'))).toMatch(/Failed to fetch/)
  const files = [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/assets/%2e%2e%2f%2e%2e/main/electron.js',
    '/..%5c..%5cpackage.json',
    '/%00index.html',
    '//etc/passwd',
  ]
  const statuses = await page.evaluate(
    (paths) => Promise.all(paths.map(async (given) => (await fetch(`app://farline${given}`)).status)),
    files,
  )
  expect(statuses).toEqual(files.map(() => 404))
})

test('[2, 3, 6, 8, 9, 10] a page has no Node, a world of its own, and no guard of Chromium’s is off', async () => {
  const preferences = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      const all = (
        webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences()
      const names = ['sandbox', 'contextIsolation', 'nodeIntegration', 'nodeIntegrationInWorker', 'webviewTag']
      const more = ['nodeIntegrationInSubFrames', 'allowRunningInsecureContent', 'experimentalFeatures']
      return {
        ...Object.fromEntries([...names, ...more].map((name) => [name, all[name] ?? false])),
        webSecurity: all['webSecurity'] ?? true,
        blink: all['enableBlinkFeatures'] ?? '',
      }
    }),
  )
  expect(preferences).toHaveLength(3)
  for (const one of preferences) {
    expect(one).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      blink: '',
    })
  }
  const seen = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis,
    ),
  )
  expect(seen).toEqual([])
})

test('[4] the operating system holds every renderer in a sandbox, and no process runs as root', async () => {
  const pids = await desk.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getOSProcessId()),
  )
  const main = await desk.app.evaluate(() => process.pid)
  const argv = (await readFile(`/proc/${main}/cmdline`, 'utf8')).split('\0')
  expect(argv.filter((word) => /sandbox/.test(word))).toEqual([])
  expect(pids).toHaveLength(3)
  const own = await processFacts(main)
  expect(own.uids.every((uid) => uid !== '0')).toBe(true)
  for (const pid of pids) {
    const facts = await processFacts(pid)
    expect(facts.uids).toEqual(own.uids)
    // 2: a filter of system calls is in force.
    expect(facts.seccomp).toBe('2')
    expect(facts.noNewPrivileges).toBe('1')
    expect(facts.capabilities).toMatch(/^0+$/)
    // A process number of its own namespace beside ours: it sees no other process.
    expect(facts.namespacePids.length).toBeGreaterThan(own.namespacePids.length)
  }
})

test('[5] a page is granted nothing but copying a text', async () => {
  const states = await page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'storage-access']
    const asked = names.map(async (name) => {
      const status = await navigator.permissions.query({ name: name as PermissionName }).catch(() => undefined)
      return [name, status?.state ?? 'denied'] as const
    })
    return (await Promise.all(asked)).filter(([, state]) => state === 'granted')
  })
  expect(states).toEqual([])
  const attempts = {
    camera: 'navigator.mediaDevices.getUserMedia({ video: true })',
    microphone: 'navigator.mediaDevices.getUserMedia({ audio: true })',
    screen: 'navigator.mediaDevices.getDisplayMedia({ video: true })',
    place: 'new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))',
    clipboard: 'navigator.clipboard.readText()',
    usb: 'navigator.usb.requestDevice({ filters: [] })',
    serial: 'navigator.serial.requestPort({})',
    hid: 'navigator.hid.requestDevice({ filters: [] })',
    bluetooth: 'navigator.bluetooth.requestDevice({ acceptAllDevices: true })',
    midi: 'navigator.requestMIDIAccess({ sysex: true })',
    files: 'showOpenFilePicker()',
    screens: 'getScreenDetails()',
    fonts: 'queryLocalFonts()',
    idle: 'IdleDetector.requestPermission().then((state) => (state === "granted" ? state : []))',
  }
  const answers = await Promise.all(
    Object.entries(attempts).map(async ([name, code]) => [name, await asIfClicked(code)] as const),
  )
  expect(answers).toHaveLength(14)
  expect(answers.filter(([, answer]) => answer === 'granted')).toEqual([])
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
})

// Before the tests that try to leave: Playwright goes on waiting for a navigation that was refused.
test('[15] a link is opened by a person’s click, after its host was shown, and only if it is encrypted', async ({
  browser,
}) => {
  await desk.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (address) => void opened.push(address)
  })
  const opened = () => desk.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
  const asked = (address: string) =>
    page.evaluate(
      (to) =>
        new Promise<string>((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = ({ data }) => resolve(String(data))
          window.postMessage({ farline: 'connect-rpc' }, location.origin, [port2])
          port1.postMessage(JSON.stringify({ i: '1', p: { u: '/links/open', b: { json: { address: to } } } }))
        }),
      address,
    )
  // Nobody has touched this window yet: a page alone opens nothing.
  expect(await asked('https://example.com/')).toContain('REFUSED')

  const agent = new Workstation(page)
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.write('See https://track.example/parcel?id=1 or http://track.example/plain')
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await agent.openConversation('See https://track.example')
  const dialog = page.getByRole('alertdialog', { name: 'Open this page in your browser?' })
  await page.getByRole('link', { name: 'https://track.example/parcel?id=1' }).click()
  await expect(dialog.getByText('track.example', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  expect(await opened()).toEqual([])
  await page.getByRole('link', { name: 'https://track.example/parcel?id=1' }).press('Enter')
  await dialog.getByRole('button', { name: 'Open' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await opened()).toEqual(['https://track.example/parcel?id=1'])

  await page.getByRole('link', { name: 'http://track.example/plain' }).click()
  const plain = page.getByRole('alertdialog', { name: 'This link is not encrypted' })
  await expect(plain.getByRole('button', { name: 'Copy' })).toBeVisible()
  await expect(plain.getByRole('button', { name: 'Open' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  for (const address of ['http://example.com/', 'file:///etc/passwd', 'smb://host/share', 'farline:x']) {
    expect(await asked(address)).toContain('REFUSED')
  }
  expect(await opened()).toHaveLength(1)
  await shop.close()
})

test('[7] no text becomes code, markup or a worker, and no script comes from elsewhere', async () => {
  const header = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'))
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types farline-worker',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]) {
    expect(header?.split('; ')).toContain(part)
  }
  const said = await page.evaluate(async () => {
    // In the turn in which Playwright itself runs code, Chromium lets `eval` through.
    await new Promise((resolve) => setTimeout(resolve, 0))
    const attempt = (act: () => unknown) => {
      try {
        act()
        return 'done'
      } catch (error) {
        return (error as Error).name
      }
    }
    const inline = document.createElement('script')
    const text = "window['planted'] = true"
    return {
      eval: attempt(() => (Reflect.get(globalThis, 'eval') as (code: string) => unknown)('1')),
      function: attempt(() => (Reflect.get(globalThis, 'Function') as (code: string) => unknown)('return 1')),
      timer: attempt(() => (setTimeout as (code: string) => unknown)('1')),
      markup: attempt(() => (document.createElement('div').innerHTML = '<b>x</b>')),
      html: attempt(() => document.write('<b>x</b>')),
      scriptText: attempt(() => (inline.textContent = text)),
      scriptAddress: attempt(() => (document.createElement('script').src = '/assets/x.js')),
      frameText: attempt(() => (document.createElement('iframe').srcdoc = '<b>x</b>')),
      worker: attempt(() => new Worker('/assets/x.js')),
      blobWorker: attempt(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
      sharedWorker: attempt(() => new SharedWorker('/assets/x.js')),
      policy: attempt(() => trustedTypesOf(globalThis).createPolicy('mine', {})),
      ownPolicyAgain: attempt(() => trustedTypesOf(globalThis).createPolicy('farline-worker', {})),
      defaultPolicy: attempt(() => trustedTypesOf(globalThis).createPolicy('default', {})),
      handler: await new Promise((resolve) => {
        const button = document.createElement('button')
        resolve(attempt(() => button.setAttribute('onclick', text)))
        button.click()
      }),
      planted: 'planted' in window,
    }
    function trustedTypesOf(scope: object) {
      return (scope as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes
    }
  })
  const { planted, ...refused } = said
  expect(planted).toBe(false)
  expect(Object.entries(refused).filter(([, answer]) => !/^(TypeError|EvalError)$/.test(String(answer)))).toEqual([])
})

test('[7] nothing goes out from a page: not by fetch, socket, beacon, picture, style, WebRTC, and not past the policy', async () => {
  const heard: string[] = []
  const stranger = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('x')
  }).listen(0, '127.0.0.1')
  stranger.on('upgrade', (request, socket) => {
    heard.push(`upgrade ${request.url}`)
    socket.destroy()
  })
  const stun = createSocket('udp4').bind(0, '127.0.0.1')
  stun.on('message', () => heard.push('a packet'))
  await Promise.all([once(stranger, 'listening'), once(stun, 'listening')])
  const host = `127.0.0.1:${(stranger.address() as AddressInfo).port}`

  await page.evaluate(
    async ([to, stunPort]) => {
      const settle = (promise: Promise<unknown>) => promise.catch(() => undefined)
      await settle(fetch(`http://${to}/fetch`))
      await settle(fetch(`http://${to}/no-cors`, { mode: 'no-cors' }))
      navigator.sendBeacon(`http://${to}/beacon`, 'x')
      for (const open of [
        () => new WebSocket(`ws://${to}/socket`),
        () => new EventSource(`http://${to}/events`),
        () => Object.assign(new Image(), { src: `http://${to}/picture` }),
      ]) {
        try {
          open()
        } catch {
          continue
        }
      }
      for (const rel of ['stylesheet', 'preconnect', 'prefetch', 'preload', 'dns-prefetch', 'modulepreload', 'icon']) {
        document.head.append(
          Object.assign(document.createElement('link'), { rel, href: `http://${to}/${rel}`, as: 'image' }),
        )
      }
      document.body.append(
        Object.assign(document.createElement('video'), { src: `http://${to}/video` }),
        Object.assign(document.createElement('iframe'), { src: `http://${to}/frame` }),
      )
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${stunPort}` }] })
      peer.createDataChannel('x')
      await peer.setLocalDescription(await peer.createOffer())
      await Promise.race([
        new Promise((resolve) =>
          peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && resolve(0)),
        ),
        new Promise((resolve) => setTimeout(resolve, 3_000)),
      ])
      peer.close()
      for (const element of document.querySelectorAll('video, iframe, object, head > link[href^="http:"]'))
        element.remove()
    },
    [host, String(stun.address().port)] as const,
  )
  // Where a page had no policy at all, the session still lets nothing out.
  const past = await desk.app.evaluate(async ({ BrowserWindow }, to) => {
    const shown = BrowserWindow.getAllWindows().find((window) => window.isVisible())
    const answer = await shown?.webContents.session
      .fetch(`http://${to}/session`)
      .then(String, (error: Error) => error.message)
    return answer
  }, host)
  expect(past).toContain('ERR_BLOCKED_BY_CLIENT')
  stranger.close()
  stun.close()
  expect(heard).toEqual([])
})

test('[11, 12] a web view is an unknown element', async () => {
  const found = await page.evaluate(() => {
    const view = document.createElement('webview')
    view.setAttribute('src', 'https://example.com/')
    document.body.append(view)
    const name = view.constructor.name
    view.remove()
    return name
  })
  expect(found).toBe('HTMLElement')
})

test('[13] a page cannot be led away, nor anything be framed in it', async () => {
  for (const address of [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://elsewhere/',
    'mailto:a@b.example',
  ]) {
    await page.evaluate((to) => void (location.href = to), address)
    await page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to })
      document.body.append(link)
      link.click()
      link.remove()
    }, address)
  }
  await page.evaluate(() => {
    const form = Object.assign(document.createElement('form'), { action: 'https://example.com/', method: 'post' })
    document.body.append(form)
    form.submit()
    form.remove()
  })
  const framed = await page.evaluate(async () => {
    const frame = Object.assign(document.createElement('iframe'), { src: '/index.html' })
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    const inside = (() => {
      try {
        return frame.contentDocument?.querySelector('#root') !== null && frame.contentDocument !== null
      } catch {
        return false
      }
    })()
    const bridge = (() => {
      try {
        return frame.contentWindow !== null && 'farlineHost' in frame.contentWindow
      } catch {
        return false
      }
    })()
    frame.remove()
    return { inside, bridge }
  })
  expect(framed).toEqual({ inside: false, bridge: false })
  expect(page.url()).toMatch(/^app:\/\/farline\/index\.html/)
  expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(3)
})

test('[14] a page opens no window, and a window that appears all the same is guarded', async () => {
  const opened = await page.evaluate(() => [
    window.open('https://example.com/'),
    window.open('about:blank'),
    window.open('/index.html', 'other', 'popup'),
  ])
  expect(opened).toEqual([null, null, null])
  const other = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
    await window.loadURL('about:blank')
    await window.webContents.executeJavaScript("location.href = 'data:text/html,x'; window.open('about:blank')")
    const url = window.webContents.getURL()
    const network = await window.webContents.executeJavaScript(
      "fetch('http://127.0.0.1:9/').then(String, (e) => e.message)",
    )
    window.destroy()
    return { url, network, count: BrowserWindow.getAllWindows().length }
  })
  expect(other).toEqual({ url: 'about:blank', network: 'Failed to fetch', count: 3 })
})

test('[17] main takes a port from its own pages only', async () => {
  const preload = path.join(import.meta.dirname, '../../out/preload/window.cjs')
  const answered = await desk.app.evaluate(async ({ BrowserWindow, session }, file) => {
    const strange = session.fromPartition('stranger')
    strange.protocol.handle(
      'app',
      () => new Response('<p>As if it were ours</p>', { headers: { 'content-type': 'text/html' } }),
    )
    const ask = async (url: string, partition: Electron.Session) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: file, session: partition, sandbox: true },
      })
      await window.loadURL(url)
      const answer = (await window.webContents.executeJavaScript(`new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve('answered')
        port1.addEventListener('close', () => resolve('closed'))
        window.postMessage({ farline: 'connect-rpc' }, '*', [port2])
        port1.postMessage(JSON.stringify({ i: '1', p: { u: '/host/info' } }))
        setTimeout(resolve, 2000, 'silence')
      })`)) as string
      window.destroy()
      return answer
    }
    return {
      foreignOrigin: await ask('data:text/html,x', strange),
      anotherSession: await ask('app://farline/index.html', strange),
      blank: await ask('about:blank', session.defaultSession),
    }
  }, preload)
  expect(Object.values(answered).filter((answer) => answer === 'answered')).toEqual([])
  await expect.poll(() => logged.join('').match(/port-refused/g)?.length).toBe(3)
})

test('[20] the bridge is two words wide', async () => {
  const bridge = await page.evaluate(() => JSON.stringify(window['farlineHost' as never]))
  expect(JSON.parse(bridge)).toEqual({ kind: 'electron' })
})

test('what a crash would leave lies with the desk’s data, and is not written', async () => {
  const crash = await desk.app.evaluate(({ app, crashReporter }) => ({
    folder: app.getPath('crashDumps'),
    uploads: crashReporter.getUploadToServer(),
    reports: crashReporter.getUploadedReports().length,
  }))
  expect(crash.folder.startsWith(user.folder)).toBe(true)
  expect(crash).toMatchObject({ uploads: false, reports: 0 })
  const again = page.waitForEvent('crash')
  await desk.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.webContents.forcefullyCrashRenderer()
  })
  await again
  const left = await readdir(crash.folder, { recursive: true }).catch(() => [])
  expect(left.filter((name) => /\.(dmp|meta)$/.test(name))).toEqual([])
})

/** Runs code in the shown window with a person's gesture, from main, where no policy of the page is in its way. */
function asIfClicked(code: string): Promise<string> {
  return desk.app.evaluate(async ({ BrowserWindow }, given) => {
    const shown = BrowserWindow.getAllWindows().find((window) => window.isVisible())
    const answer = `Promise.race([
      (async () => { const found = await (${given}); return Array.isArray(found) && found.length === 0 ? 'nothing' : 'granted' })()
        .catch((error) => error.name ?? 'refused'),
      new Promise((resolve) => setTimeout(resolve, 1500, 'unanswered')),
    ])`
    return (await shown?.webContents.executeJavaScript(answer, true)) as string
  }, code)
}

async function processFacts(pid: number) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? ''
  return {
    uids: field('Uid').split(/\s+/),
    seccomp: field('Seccomp'),
    noNewPrivileges: field('NoNewPrivs'),
    capabilities: field('CapEff'),
    namespacePids: field('NSpid').split(/\s+/),
  }
}
