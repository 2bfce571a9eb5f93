import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { test } from './support/hardened-test.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

// Electron's security checklist, point by point: processes, windows, where they may go and whom main listens to.
// docs/SECURITY.md has the points; titles carry their numbers.

test.describe.configure({ mode: 'serial' })

test('[4] the operating system holds every renderer in a sandbox, and no process runs as root', async ({
  hardened,
}) => {
  const pids = await hardened.desk.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getOSProcessId()),
  )
  const main = await hardened.desk.app.evaluate(() => process.pid)
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

// Before the tests that try to leave: Playwright goes on waiting for a navigation that was refused.
test('[15] a link is opened by a person’s click, after its host was shown, and only if it is encrypted', async ({
  browser,
  hardened,
}) => {
  await hardened.desk.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (address) => void opened.push(address)
  })
  const opened = () => hardened.desk.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
  const asked = (address: string) =>
    hardened.page.evaluate(
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

  const agent = new Workstation(hardened.page)
  const shop = await Shop.open(browser, hardened.server.shopUrl)
  await shop.write('See https://track.example/parcel?id=1 or http://track.example/plain')
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await agent.openConversation('See https://track.example')
  const dialog = hardened.page.getByRole('alertdialog', { name: 'Open this page in your browser?' })
  await hardened.page.getByRole('link', { name: 'https://track.example/parcel?id=1' }).click()
  await expect(dialog.getByText('track.example', { exact: true })).toBeVisible()
  await hardened.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  expect(await opened()).toEqual([])
  await hardened.page.getByRole('link', { name: 'https://track.example/parcel?id=1' }).press('Enter')
  await dialog.getByRole('button', { name: 'Open' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await opened()).toEqual(['https://track.example/parcel?id=1'])

  await hardened.page.getByRole('link', { name: 'http://track.example/plain' }).click()
  const plain = hardened.page.getByRole('alertdialog', { name: 'This link is not encrypted' })
  await expect(plain.getByRole('button', { name: 'Copy' })).toBeVisible()
  await expect(plain.getByRole('button', { name: 'Open' })).toHaveCount(0)
  await hardened.page.keyboard.press('Escape')
  for (const address of ['http://example.com/', 'file:///etc/passwd', 'smb://host/share', 'farline:x']) {
    expect(await asked(address)).toContain('REFUSED')
  }
  expect(await opened()).toHaveLength(1)
  await shop.close()
})

test('[13] a page cannot be led away, nor anything be framed in it', async ({ hardened }) => {
  for (const address of [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://elsewhere/',
    'mailto:a@b.example',
  ]) {
    await hardened.page.evaluate((to) => void (location.href = to), address)
    await hardened.page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to })
      document.body.append(link)
      link.click()
      link.remove()
    }, address)
  }
  await hardened.page.evaluate(() => {
    const form = Object.assign(document.createElement('form'), { action: 'https://example.com/', method: 'post' })
    document.body.append(form)
    form.submit()
    form.remove()
  })
  const framed = await hardened.page.evaluate(async () => {
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
  expect(hardened.page.url()).toMatch(/^app:\/\/farline\/index\.html/)
  expect(await hardened.desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(3)
})

test('[14] a page opens no window, and a window that appears all the same is guarded', async ({ hardened }) => {
  const opened = await hardened.page.evaluate(() => [
    window.open('https://example.com/'),
    window.open('about:blank'),
    window.open('/index.html', 'other', 'popup'),
  ])
  expect(opened).toEqual([null, null, null])
  const other = await hardened.desk.app.evaluate(async ({ BrowserWindow }) => {
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

test('[17] main takes a port from its own pages only', async ({ hardened }) => {
  const preload = path.join(import.meta.dirname, '../../out/preload/window.cjs')
  const answered = await hardened.desk.app.evaluate(async ({ BrowserWindow, session }, file) => {
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
  expect(answered).toEqual({ foreignOrigin: 'closed', anotherSession: 'closed', blank: 'closed' })
  await expect.poll(() => hardened.logged.join('').match(/port-refused/g)?.length).toBe(3)
})

test('what a crash would leave lies with the desk’s data, and is not written', async ({ hardened }) => {
  const crash = await hardened.desk.app.evaluate(({ app, crashReporter }) => ({
    folder: app.getPath('crashDumps'),
    uploads: crashReporter.getUploadToServer(),
    reports: crashReporter.getUploadedReports().length,
  }))
  expect(crash.folder.startsWith(hardened.user.folder)).toBe(true)
  expect(crash).toMatchObject({ uploads: false, reports: 0 })
  const again = hardened.page.waitForEvent('crash')
  await hardened.desk.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.webContents.forcefullyCrashRenderer()
  })
  await again
  const left = await readdir(crash.folder, { recursive: true }).catch(() => [])
  expect(left.filter((name) => /\.(dmp|meta)$/.test(name))).toEqual([])
})

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
