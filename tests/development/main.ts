import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Page, chromium, expect } from '@playwright/test'
import { freePorts, launch, projectRoot, removeData } from '../e2e/support/launcher.ts'

// Run by hand, because it changes two source files (and puts them back): `node tests/development/main.ts browser`, or
// `xvfb-run -a node tests/development/main.ts electron`. Shows that `npm run dev` brings a change to the page that is open,
// and starts main anew, while whoever is signed in stays signed in.

const host = process.argv[2] === 'electron' ? 'electron' : 'browser'
const debuggingPort = String(await freePorts(1))
const run = await launch(['--dev', '--host', host], { REMOTE_DEBUGGING_PORT: host === 'electron' ? debuggingPort : '' })
const changed: (() => Promise<void>)[] = []

try {
  const { urls } = await run.ready()
  const page = host === 'electron' ? await electronPage() : await browserPage(urls.agent ?? '')
  const list = page.getByRole('listbox', { name: 'Conversations' })
  await expect(list.getByRole('option').first()).toBeVisible({ timeout: 60_000 })
  console.log(`${host}: signed in, with the pages of the development server`)

  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
  await change('src-renderer/ui/tokens.css', (text) => `${text}\n:root {\n  --tried-by-hand: 1;\n}\n`)
  await expect
    .poll(() => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--tried-by-hand')), {
      timeout: 30_000,
    })
    .toBe('1')
  expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true)
  await expect(list).toBeVisible()
  console.log('a style arrived in the open page, without loading it again')

  const before = await starts()
  await change('src-main/host/page-headers.ts', (text) => `${text}\n// Tried by hand.\n`)
  await expect.poll(starts, { timeout: 60_000 }).toBe(before + 1)
  const after = host === 'electron' ? await electronPage() : page
  await expect(after.getByRole('listbox', { name: 'Conversations' }).getByRole('option').first()).toBeVisible({
    timeout: 60_000,
  })
  await expect(after.locator('[data-sync]')).toHaveAttribute('data-sync', 'online', { timeout: 30_000 })
  console.log('main started anew, and the page works on, signed in')
} finally {
  for (const putBack of changed) await putBack()
  await run.stop()
  await removeData(run.dataDir)
}
process.exit()

async function browserPage(url: string): Promise<Page> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage()
  await page.goto(url)
  return page
}

async function electronPage(): Promise<Page> {
  const found = async () => {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${debuggingPort}`).catch(() => undefined)
    return browser
      ?.contexts()
      .flatMap((one) => one.pages())
      .find((one) => one.url().startsWith('app://farline/index'))
  }
  let page: Page | undefined
  await expect.poll(async () => (page = await found()) !== undefined, { timeout: 60_000 }).toBe(true)
  if (!page) throw new Error('unreachable')
  return page
}

async function change(file: string, edit: (text: string) => string): Promise<void> {
  const at = path.join(projectRoot, file)
  const text = await readFile(at, 'utf8')
  changed.push(() => writeFile(at, text))
  await writeFile(at, edit(text))
}

/** How often the workstation said that it is there. */
async function starts(): Promise<number> {
  const log = await readFile(path.join(run.dataDir, 'logs/agent.log'), 'utf8')
  return log.match(/"event":"listening"/g)?.length ?? 0
}
