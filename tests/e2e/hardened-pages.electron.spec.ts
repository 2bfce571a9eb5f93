import { once } from 'node:events'
import { createServer } from 'node:http'
import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import { type Page, expect } from '@playwright/test'
import type { ElectronDesk } from './support/electron-desk.ts'
import { test } from './support/hardened-test.ts'

// Electron's security checklist, point by point: what a page is made of, and what it can do. docs/SECURITY.md has the points;
// titles carry their numbers.

test.describe.configure({ mode: 'serial' })

test('[1, 18] every page and file comes from app://farline, and nothing from file: or the network', async ({
  hardened,
}) => {
  const origins = await hardened.desk.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => new URL(contents.getURL()).href.split('?')[0]),
  )
  expect(new Set(origins)).toEqual(new Set(['index', 'keeper', 'media'].map((name) => `app://farline/${name}.html`)))
  const resources = await hardened.page.evaluate(() =>
    [...document.querySelectorAll('script[src], link[href], img[src]')].map((element) =>
      'href' in element ? String(element.href) : (element as HTMLImageElement).src,
    ),
  )
  expect(resources.length).toBeGreaterThan(2)
  expect(resources.filter((name) => !name.startsWith('app://farline/'))).toEqual([])
  expect(await refusal(hardened.page, () => fetch('file:///etc/passwd'))).toMatch(/Failed to fetch/)
  const files = [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/assets/%2e%2e%2f%2e%2e/main/electron.js',
    '/..%5c..%5cpackage.json',
    '/%00index.html',
    '//etc/passwd',
  ]
  const statuses = await hardened.page.evaluate(
    (paths) => Promise.all(paths.map(async (given) => (await fetch(`app://farline${given}`)).status)),
    files,
  )
  expect(statuses).toEqual(files.map(() => 404))
})

test('[2, 3, 6, 8, 9, 10] a page has no Node, a world of its own, and no guard of Chromium’s is off', async ({
  hardened,
}) => {
  const preferences = await hardened.desk.app.evaluate(({ BrowserWindow }) =>
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
  const seen = await hardened.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis,
    ),
  )
  expect(seen).toEqual([])
})

test('[5] a page is granted nothing but copying a text', async ({ hardened }) => {
  const states = await hardened.page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'storage-access']
    const asked = names.map(async (name) => {
      const status = await navigator.permissions.query({ name: name as PermissionName }).catch(() => undefined)
      return [name, status?.state ?? 'denied'] as const
    })
    return (await Promise.all(asked)).filter(([, state]) => state === 'granted')
  })
  expect(states).toEqual([])
  // Not `showOpenFilePicker()`: that asks the person, who picks a file or does not.
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
    screens: 'getScreenDetails()',
    fonts: 'queryLocalFonts()',
    idle: 'IdleDetector.requestPermission().then((state) => (state === "granted" ? state : []))',
  }
  const answers = await Promise.all(
    Object.entries(attempts).map(async ([name, code]) => [name, await asIfClicked(hardened.desk, code)] as const),
  )
  expect(answers).toHaveLength(13)
  expect(answers.filter(([, answer]) => answer === 'granted')).toEqual([])
  expect(await hardened.page.evaluate(() => Notification.requestPermission())).toBe('denied')
})

test('[7] no text becomes code, markup or a worker, and no script comes from elsewhere', async ({ hardened }) => {
  const header = await hardened.page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'))
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
  const said = await hardened.page.evaluate(async () => {
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

test('[7] nothing goes out from a page: not by fetch, socket, beacon, picture, style, WebRTC, and not past the policy', async ({
  hardened,
}) => {
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

  await hardened.page.evaluate(
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
      // Only then has it asked everybody whom it would ask.
      await new Promise((resolve) => {
        const look = () => peer.iceGatheringState === 'complete' && resolve(0)
        peer.addEventListener('icegatheringstatechange', look)
        look()
      })
      peer.close()
      for (const element of document.querySelectorAll('video, iframe, object, head > link[href^="http:"]'))
        element.remove()
    },
    [host, String(stun.address().port)] as const,
  )
  // Where a page had no policy at all, the session still lets nothing out.
  const past = await hardened.desk.app.evaluate(async ({ BrowserWindow }, to) => {
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

test('[11, 12] a web view is an unknown element', async ({ hardened }) => {
  const found = await hardened.page.evaluate(() => {
    const view = document.createElement('webview')
    view.setAttribute('src', 'https://example.com/')
    document.body.append(view)
    const name = view.constructor.name
    view.remove()
    return name
  })
  expect(found).toBe('HTMLElement')
})

test('[20] the bridge is two words wide', async ({ hardened }) => {
  const bridge = await hardened.page.evaluate(() => JSON.stringify(window['farlineHost' as never]))
  expect(JSON.parse(bridge)).toEqual({ kind: 'electron' })
})

/** Runs in the page, in its own world. A string of code would be refused by the page's policy, as it should be. */
const refusal = (page: Page, attempt: () => unknown) =>
  page.evaluate(attempt).then(String, (error: Error) => error.message)

/** Runs code in the shown window with a person's gesture, from main, where no policy of the page is in its way. */
function asIfClicked(desk: ElectronDesk, code: string): Promise<string> {
  return desk.app.evaluate(async ({ BrowserWindow }, given) => {
    const shown = BrowserWindow.getAllWindows().find((window) => window.isVisible())
    const answer = `(async () => {
      const found = await (${given})
      return Array.isArray(found) && found.length === 0 ? 'nothing' : 'granted'
    })().catch((error) => error.name ?? 'refused')`
    return (await shown?.webContents.executeJavaScript(answer, true)) as string
  }, code)
}
