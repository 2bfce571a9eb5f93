import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Locator, type Page, expect, test } from '@playwright/test'
import { pgliteTemplate } from '../../server-sync/testing/engines.ts'
import { type ServerProcess, startServerProcess } from '../../server-sync/testing/server-process.ts'
import { testDevice } from '../../server-sync/testing/test-device.ts'
import { axeObjections } from './support/axe-objections.ts'
import { projectRoot } from './support/launcher.ts'

const pictures = path.join(projectRoot, 'out/screenshots')
const password = 'a long enough password'

let server: ServerProcess
let dataDir: string
let setupAddress: string
let page: Page
const said: string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  await mkdir(pictures, { recursive: true })
  dataDir = await mkdtemp(path.join(tmpdir(), 'farline-admin-e2e-'))
  // Empty, and made already: what is looked at here is not how long a database takes to begin.
  await cp(await pgliteTemplate(), dataDir, { recursive: true })
  server = startServerProcess('--port', '0', '--data', dataDir)
  setupAddress = String((await server.logged('setup-needed'))['address'])
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  page = await context.newPage()
  // A refusal's status is noted by the browser as well; what our own policy stops is what counts here.
  page.on('console', (message) => {
    if (!message.text().startsWith('Failed to load resource')) said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(error.message))
})

test.afterAll(async () => {
  await page?.context().close()
  server.kill('SIGTERM')
  await server.exited
  await rm(dataDir, { recursive: true, force: true })
})

/** Types into the field that has the focus after so many steps. */
async function fill(...values: readonly string[]): Promise<void> {
  for (const value of values) {
    if (value !== '') await page.keyboard.insertText(value)
    await page.keyboard.press('Tab')
  }
}

type Role = 'button' | 'link' | 'textbox' | 'combobox'

/** Moves on by Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(role: Role, name: string | RegExp, within: Page | Locator = page): Promise<void> {
  const wanted = within.getByRole(role, { name, exact: typeof name === 'string' }).first()
  await expect(wanted).toBeVisible()
  for (let steps = 0; steps < 80; steps++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${role} ${String(name)} cannot be reached by Tab`)
}

async function press(role: 'button' | 'link', name: string | RegExp, within: Page | Locator = page): Promise<void> {
  await tabTo(role, name, within)
  await page.keyboard.press('Enter')
}

/** Presses it, and again in the question that it asks. */
async function confirm(name: string): Promise<void> {
  await press('button', name)
  await press('button', name, page.getByRole('dialog', { name, exact: true }))
}

async function isAccessible(): Promise<void> {
  expect(await axeObjections(page)).toEqual([])
}

test('an empty server is set up once, by keyboard, at the address that it printed', async () => {
  await page.goto(setupAddress)
  await expect(page.getByRole('heading', { name: 'Set Farline up' })).toBeVisible()
  await isAccessible()
  await tabTo('textbox', 'Your organisation')
  await fill('Meridian Contact', 'Northwind Home')
  // Languages keep what was suggested.
  await page.keyboard.press('Tab')
  await fill('Ade Balogun', 'ade@meridian.example', password, password)
  await press('button', 'Begin')
  await expect(page.getByRole('heading', { name: 'Agents', level: 1 })).toBeVisible()
  expect(page.url()).not.toContain('setup')

  const again = await page.context().newPage()
  await again.goto(setupAddress)
  await expect(again.getByRole('heading', { name: 'Set Farline up' })).toHaveCount(0)
  await again.close()
})

test('a site, a team, a skill and an agent come to be by keyboard alone, and a mistake says what to do', async () => {
  await press('link', 'Sites and teams')
  await press('button', 'Add site')
  await tabTo('textbox', 'Name')
  await fill('Manila')
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText('Mars/Olympus')
  await press('button', 'Save')
  await expect(page.getByRole('dialog').getByText('Mars/Olympus is not a time zone')).toBeVisible()
  await tabTo('combobox', /^Time zone/)
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText('Asia/Manila')
  await press('button', 'Save')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await press('button', 'Add team to Manila')
  await tabTo('textbox', 'Name')
  await fill('Nights')
  await press('button', 'Save')
  await expect(page.getByRole('button', { name: /^Nights/ })).toBeVisible()
  await isAccessible()

  await press('link', 'Agents')
  await press('button', 'Add agent')
  await tabTo('textbox', 'Name')
  await fill('Amara Okafor', 'amara@meridian.example')
  await isAccessible()
  await press('button', 'Save')
  await press('button', /^Amara Okafor/)
  await confirm('Make a new password')
  await expect(page.getByText(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the last admin cannot leave', async () => {
  await press('button', /^Ade Balogun/)
  await confirm('Leaves the organisation')
  await expect(page.getByRole('dialog').getByText('Nobody would be left who manages people')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('a list of agents is looked at first: mistakes by line and column, then a summary, then all of it', async () => {
  await press('button', 'Import')
  const choose = (text: string) =>
    page.getByLabel('File').setInputFiles({ name: 'agents.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await choose('name,email,team\nKenji Sato,kenji@meridian.example,Days\n,no address,Nights')
  await expect(
    page.getByRole('dialog').getByText('3 mistakes. Nothing is imported until they are put right.'),
  ).toBeVisible()
  await expect(page.getByRole('dialog').getByText('Line 2, team')).toBeVisible()
  await isAccessible()
  await choose('name,email,team\nKenji Sato,kenji@meridian.example,Nights\nAmara O.,amara@meridian.example,Nights')
  await expect(page.getByRole('dialog').getByText('1 to add, 1 to change, 0 as they are')).toBeVisible()
  await press('button', 'Save')
  await expect(page.getByRole('button', { name: /^Kenji Sato.*Nights/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Amara O\..*Nights/ })).toBeVisible()
})

test('a computer on which somebody signed in is listed and erased, and the record tells of it', async () => {
  const origin = new URL(setupAddress).origin
  const signIn = { email: 'ade@meridian.example', password, device: testDevice('laptop').device }
  const answer = await page.request.post(`${origin}/auth/sign-in`, { data: signIn })
  expect(answer.status()).toBe(200)
  await page.locator('a[href="#computers"]').click()
  await press('button', /computer of laptop/)
  const sheet = page.getByRole('dialog', { name: 'computer of laptop' })
  await expect(sheet.getByRole('button', { name: 'End session' })).toBeVisible()
  await isAccessible()
  await page.screenshot({ path: path.join(pictures, 'admin-computer.png') })
  await press('button', 'Erase this computer', sheet)
  await press('button', 'Erase this computer', page.getByRole('dialog', { name: 'Erase this computer', exact: true }))
  await expect(sheet.getByText('No receipt yet: it has not reached the server since.')).toBeVisible()
  await expect(sheet.getByText('Nobody is signed in on it.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Erasing asked')).toBeVisible()
  await page.locator('a[href="#record"]').click()
  await expect(page.getByText('The record is whole: nothing was changed or taken out.')).toBeVisible()
  await expect(page.getByText('Asked for a computer to be erased')).toBeVisible()
})

for (const [language, direction] of [
  ['en', 'ltr'],
  ['zh-Hans', 'ltr'],
  ['ar', 'rtl'],
] as const) {
  test(`every place can be read and reached in ${language}, in light and dark, at 200 %`, async () => {
    await page.locator('select').first().selectOption(language)
    await expect(page.locator('html')).toHaveAttribute('dir', direction)
    for (const theme of ['light', 'dark'] as const) {
      await page.locator('select').nth(1).selectOption(theme)
      for (const place of ['agents', 'roles', 'sites', 'brands', 'queues', 'organisation', 'computers', 'record']) {
        await page.locator(`a[href="#${place}"]`).click()
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await isAccessible()
        await page.screenshot({ path: path.join(pictures, `admin-${place}-${language}-${theme}.png`) })
      }
    }
    await page.setViewportSize({ width: 640, height: 400 })
    for (const place of ['agents', 'roles', 'queues']) {
      await page.locator(`a[href="#${place}"]`).click()
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow, place).toBeLessThanOrEqual(0)
    }
    await page.screenshot({ path: path.join(pictures, `admin-narrow-${language}.png`) })
    await page.setViewportSize({ width: 1280, height: 800 })
  })
}

test('signing out leaves nothing open, and the page breaks none of its own rules', async () => {
  await page.locator('select').first().selectOption('en')
  await press('button', 'Sign out')
  await expect(page.getByRole('heading', { name: 'Farline administration' })).toBeVisible()
  await tabTo('textbox', 'E-mail')
  await fill('ade@meridian.example', 'not the password')
  await press('button', 'Sign in')
  await expect(page.getByRole('main').getByText('E-mail and password do not go together')).toBeVisible()
  await isAccessible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Farline administration' })).toBeVisible()
  expect(said).toEqual([])
})
