import { type Browser, type BrowserContext, type Page, chromium, expect, test } from '@playwright/test'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openShadowRoots } from '../../server-sync/widget/testing/open-shadow-roots.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type StrangerPage, serveStrangerPages } from './support/stranger-page.ts'

/** The chat in shops that somebody else runs, on another site, as badly as they come. */
let server: DemoServer
let stranger: StrangerPage

const words = 'PLANTED words of a customer'

const overridden = `<script>
  try { document.domain = document.domain } catch { /* forbidden here */ }
  const broken = () => { throw new Error('the page broke this') }
  for (const name of ['map', 'filter', 'forEach', 'push', 'slice', 'flatMap', 'find', 'indexOf']) Array.prototype[name] = broken
  JSON.parse = JSON.stringify = broken
  window.Promise = broken
  window.fetch = broken
  window.WebSocket = class { constructor() { throw new Error('no') } }
  EventTarget.prototype.addEventListener = function () {}
  Object.defineProperty(Object.prototype, 'told', { get: () => 'polluted', set() {}, configurable: true })
</script>`
/** Came first, and hears all that passes through this page. */
const listening = `<script>
  window.heard = []
  const hear = (on, name) => {
    const before = on[name]
    on[name] = function (...given) {
      const result = before.apply(this, given)
      window.heard.push(name + ' ' + given.concat([result]).map(String).join())
      return result
    }
  }
  hear(JSON, 'parse')
  hear(JSON, 'stringify')
  hear(MessagePort.prototype, 'postMessage')
  hear(Storage.prototype, 'setItem')
  hear(Document.prototype, 'createElement')
  hear(Node.prototype, 'appendChild')
  window.WebSocket = class { constructor() { window.heard.push('a socket'); throw new Error('no') } }
  addEventListener('message', ({ data }) => window.heard.push('message ' + JSON.stringify(data)))
</script>`
const erased = `<style>body * { all: unset !important; display: none !important; visibility: hidden !important }</style>`
const strict = (chat: string) =>
  `default-src 'none'; script-src ${chat}; frame-src ${chat}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`

function shopWith(head: string, body = ''): string {
  return `<!doctype html><html lang="en"><head><title>A shop</title>${head}</head><body>${body}
    <script src="${server.url}/widget/chat.js" data-brand="northwind-home"></script></body></html>`
}

test.beforeAll(async () => {
  server = await startDemoServer()
  stranger = await serveStrangerPages({
    '/plain': { html: shopWith('') },
    '/overridden': { html: shopWith(overridden) },
    '/listening': { html: shopWith(listening) },
    '/erased': { html: shopWith(erased) },
    '/strict': { html: shopWith(''), headers: { 'content-security-policy': strict(server.url) } },
    '/no-frames': {
      html: shopWith(''),
      headers: { 'content-security-policy': `default-src 'none'; script-src ${server.url}` },
    },
    '/isolated': {
      html: shopWith(''),
      headers: { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
    },
    '/sandboxed': {
      html: '<!doctype html><title>Outer</title><iframe sandbox="allow-scripts" src="/plain" width="900" height="800"></iframe>',
    },
    '/in-head': {
      html: `<!doctype html><html lang="en"><head><script src="${server.url}/widget/chat.js" data-brand="northwind-home"></script><title>x</title></head><body><p>Late</p></body></html>`,
    },
  })
})
test.afterAll(async () => {
  await stranger?.close()
  await server?.remove()
})

async function open(browser: Browser | BrowserContext, place: string): Promise<Page> {
  const page = await browser.newPage()
  await page.addInitScript(openShadowRoots)
  await page.goto(stranger.url + place)
  return page
}

/** Debian's Chromium blocks the storage of other sites as it comes, and so does every browser without a profile. */
const storageForFrames = { block_third_party_cookies: false, cookie_controls_mode: 0 }
const noStorageForFrames = { block_third_party_cookies: true, cookie_controls_mode: 1 }

/** A browser with a profile, as people have it. */
async function withProfile(profile: object, visit: (context: BrowserContext) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-profile-'))
  await mkdir(path.join(folder, 'Default'))
  await writeFile(path.join(folder, 'Default', 'Preferences'), JSON.stringify({ profile }))
  const { launchOptions } = test.info().project.use
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions, headless: true, locale: 'en-GB' })
  try {
    await visit(context)
  } finally {
    await context.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function writes(page: Page | ReturnType<Page['frameLocator']>) {
  await page.getByRole('button', { name: 'Open the chat' }).click()
  const chat = page.locator('farline-chat iframe').contentFrame()
  await chat.getByRole('textbox', { name: 'Write a message' }).fill(words)
  await chat.getByRole('button', { name: 'Send' }).click()
  await expect(chat.getByText('Sent', { exact: true })).toBeVisible()
  await expect(chat.getByRole('log').getByText(words)).toHaveCount(1)
  return chat
}

for (const [place, what] of [
  ['/overridden', 'has broken what scripts are made of'],
  ['/erased', 'hides everything in it with its styles'],
  ['/strict', 'lets in nothing but the script and the frame'],
  ['/isolated', 'is isolated from other origins'],
  ['/in-head', 'loads the script before there is a body'],
] as const)
  test(`a page that ${what} has the chat all the same`, async ({ browser }) => {
    const page = await open(browser, place)
    await writes(page)
    await page.close()
  })

test('the page’s scripts find no word, no frame and no socket of the chat', async () => {
  await withProfile(storageForFrames, async (context) => {
    const page = await context.newPage()
    await page.goto(`${stranger.url}/listening`)
    // As the page sees it: the shadow root is closed, so the button is found by the keyboard.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.frames().length).toBe(2)
    const frame = page.frames()[1]
    if (!frame) throw new Error('there is no frame')
    // Opening it moves the focus there: what is typed before that would go elsewhere.
    const composer = frame.getByRole('textbox', { name: 'Write a message' })
    await expect(composer).toBeFocused()
    await composer.fill(words)
    await frame.getByRole('button', { name: 'Send' }).click()
    await expect(frame.getByText('Sent', { exact: true })).toBeVisible()
    const found = await page.evaluate(() => ({
      root: document.querySelector('farline-chat')?.shadowRoot ?? null,
      frames: window.length,
      html: document.documentElement.outerHTML,
      kept: Object.entries(localStorage).join(),
      heard: (window as unknown as { heard: string[] }).heard.join('\n'),
    }))
    expect(found).toMatchObject({ root: null, frames: 0 })
    // It did hear something: what is not in it was not said here.
    expect(found.heard).toContain('createElement iframe')
    expect(found.heard).not.toContain('a socket')
    expect(found.heard).not.toContain('PLANTED')
    expect(found.html).not.toContain('PLANTED')
    expect(found.kept).not.toContain('PLANTED')
    expect(found.kept).not.toContain('token')
  })
})

test('in a sandboxed frame, with no origin and no storage, the chat lives as long as its page', async ({ browser }) => {
  const page = await open(browser, '/sandboxed')
  await writes(page.frameLocator('iframe'))
  await page.close()
})

test('where a page lets no frame in, the visitor is told, and nothing breaks', async ({ browser }) => {
  const page = await open(browser, '/no-frames')
  await page.getByRole('button', { name: 'Open the chat' }).click()
  await expect(page.getByText('The chat cannot be reached just now')).toBeVisible({ timeout: 30_000 })
  await page.close()
})

test('a browser that keeps nothing for frames of other sites still knows the visitor', async () => {
  await withProfile(noStorageForFrames, async (context) => {
    const page = await open(context, '/plain')
    await writes(page)
    expect(await page.evaluate(() => Object.keys(localStorage).join())).toContain('token')
    await page.reload()
    await page.getByRole('button', { name: 'Open the chat' }).click()
    const chat = page.locator('farline-chat iframe').contentFrame()
    await expect(chat.getByRole('log').getByText(words)).toHaveCount(1)
  })
})

test('what is hostile in a message stays text, whichever way it is turned', async ({ browser }) => {
  const page = await open(browser, '/plain')
  await writes(page)
  const chat = page.locator('farline-chat iframe').contentFrame()
  const hostile = [
    '<img src=x onerror="document.title=1"><script>document.title=1</script>',
    'javascript:alert(1) data:text/html,<b>x</b>',
    'https://bank.example\u202e/moc.live//:sptth',
    'https://bank.example@evil.example/',
  ]
  for (const text of hostile) {
    await chat.getByRole('textbox').fill(text)
    await chat.getByRole('textbox').press('Enter')
  }
  await expect(chat.getByText('Sent', { exact: true })).toBeVisible()
  await expect(chat.getByRole('log').locator('img, script, b')).toHaveCount(0)
  const addresses = await chat
    .getByRole('log')
    .locator('a')
    .evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.getAttribute('rel')]))
  expect(addresses).toEqual([['https://bank.example/', 'noopener noreferrer nofollow']])
  await page.close()
})
