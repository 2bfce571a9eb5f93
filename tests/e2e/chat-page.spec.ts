import { gzipSync } from 'node:zlib'
import { type Page, expect, test } from '@playwright/test'
import { openShadowRoots } from '../../server-sync/widget/testing/open-shadow-roots.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { Shop } from './support/shop.ts'
import { serveStrangerPages } from './support/stranger-page.ts'

let server: DemoServer
test.beforeAll(async () => {
  server = await startDemoServer()
})
test.afterAll(() => server?.remove())

/** All that a page fetches from the chat's server, gzipped. */
function weigh(page: Page) {
  const sizes = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!pathname.startsWith('/widget/')) return
    sizes.set(
      pathname,
      response.body().then((body) => gzipSync(body, { level: 9 }).length),
    )
  })
  return {
    paths: () => [...sizes.keys()],
    kib: async () => (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0) / 1024,
  }
}

const mostKib = 30

test.describe('what a page fetches before the chat opens', () => {
  test('is one script for somebody new, and the chat in one language for somebody who wrote before', async ({
    browser,
  }) => {
    const shop = await Shop.open(browser, server.shopUrl, 'northwind-home', 'ru-RU')
    await shop.close()
    const context = await browser.newContext({ locale: 'de-DE' })
    const page = await context.newPage()
    await page.addInitScript(openShadowRoots)
    const fresh = weigh(page)
    await page.goto(new URL('northwind-home/?lang=de', server.shopUrl).href, { waitUntil: 'networkidle' })
    await expect(page.getByRole('button', { name: 'Chat öffnen' })).toBeVisible()
    expect(fresh.paths()).toEqual(['/widget/chat.js'])
    expect(await fresh.kib()).toBeLessThan(10)

    await page.getByRole('button', { name: 'Chat öffnen' }).click()
    const chat = page.locator('farline-chat iframe').contentFrame()
    await chat.getByRole('textbox').fill('Hallo')
    await chat.getByRole('textbox').press('Enter')
    await expect(chat.getByText('Gesendet', { exact: true })).toBeVisible()
    const again = await context.newPage()
    await again.addInitScript(openShadowRoots)
    const known = weigh(again)
    await again.goto(page.url(), { waitUntil: 'networkidle' })
    await expect.poll(() => known.paths().filter((path) => path.includes('/assets/de-')).length).toBe(1)
    expect(known.paths().filter((path) => /\/(?!index|de)[a-z-]+-[\w-]{8}\.js$/.test(path))).toEqual([])
    expect(await known.kib()).toBeLessThan(mostKib)
    await context.close()
  })

  test('comes gzipped', async ({ request }) => {
    const script = await request.get(new URL('/widget/chat.js', server.url).href, {
      headers: { 'accept-encoding': 'gzip' },
    })
    expect(script.headers()['content-encoding']).toBe('gzip')
    expect(await script.text()).toContain('farline-chat')
  })
})

for (const [locale, open, write] of [
  ['zh-TW', '開啟聊天', '輸入訊息'],
  ['th-TH', 'เปิดแชต', 'เขียนข้อความ'],
  ['ar-EG', 'فتح المحادثة', 'اكتب رسالة'],
] as const)
  test(`the chat speaks ${locale} where the page does not say a language`, async ({ browser }) => {
    const stranger = await serveStrangerPages({ '/': { html: pageWith(server) } })
    const context = await browser.newContext({ locale })
    const page = await context.newPage()
    await page.addInitScript(openShadowRoots)
    await page.goto(stranger.url)
    await page.getByRole('button', { name: open }).click()
    const chat = page.locator('farline-chat iframe').contentFrame()
    await expect(chat.getByRole('textbox', { name: write })).toBeVisible()
    await expect(chat.locator('html')).toHaveAttribute('dir', locale === 'ar-EG' ? 'rtl' : 'ltr')
    await context.close()
    await stranger.close()
  })

function pageWith({ url }: DemoServer): string {
  return `<!doctype html><title>A shop</title><main><h1>A shop</h1></main>
    <script src="${url}/widget/chat.js" data-brand="northwind-home"></script>`
}
