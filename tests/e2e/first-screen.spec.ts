import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Page, expect, test } from '@playwright/test'
import { axeObjections, wcag } from './support/axe-objections.ts'
import { type Launched, launch, projectRoot, removeData } from './support/launcher.ts'
import { overflowing } from './support/overflowing.ts'

const pictures = path.join(projectRoot, 'out/screenshots')
const languages = [
  { language: 'en', direction: 'ltr' },
  { language: 'zh-Hans', direction: 'ltr' },
  { language: 'ar', direction: 'rtl' },
] as const
type Language = (typeof languages)[number]['language']
const themes = ['light', 'dark'] as const

interface Words {
  readonly preferences: { readonly label: string }
  readonly views: { readonly title: string }
}
const wordsIn = (language: Language) =>
  JSON.parse(readFileSync(path.join(projectRoot, `src-renderer/i18n/locales/${language}.json`), 'utf8')) as Words
let spoken: Language = 'en'

let run: Launched
let page: Page
let said: string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  await mkdir(pictures, { recursive: true })
  run = await launch(['--host', 'browser'])
  const { urls } = await run.ready()
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
  page = await context.newPage()
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  await page.goto(urls.agent ?? '')
  await expect(page.getByRole('option').first()).toBeVisible({ timeout: 30_000 })
})

test.afterAll(async () => {
  await page.context().close()
  await run.stop()
  await removeData(run.dataDir)
})

/** Through the menu, as a person does. */
async function choose(group: 'language' | 'theme', choice: string): Promise<void> {
  await page.getByRole('button', { name: wordsIn(spoken).preferences.label }).click()
  await page.locator(`[role=menuitemradio][data-key="${group}:${choice}"]`).click()
  if (group === 'language') spoken = choice as Language
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
}

for (const { language, direction } of languages) {
  for (const theme of themes) {
    test(`the first screen in ${language}, ${theme}`, async () => {
      await choose('language', language)
      await choose('theme', theme)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.locator('html')).toHaveAttribute('dir', direction)
      await expect(page.getByText(wordsIn(language).views.title).first()).toBeVisible()
      await page.locator('[role=option]').nth(4).click()
      await expect(page.locator('article').first()).toBeVisible()
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({ path: path.join(pictures, `first-screen-${language}-${theme}.png`) })
      expect(await overflowing(page)).toEqual([])
      expect(await axeObjections(page, wcag)).toEqual([])
      expect(said).toEqual([])
    })
  }
}

test('at 1024 × 640 and at 200 % zoom nothing is lost', async () => {
  await choose('language', 'en')
  await choose('theme', 'light')
  for (const [name, width, height] of [
    ['1024x640', 1024, 640],
    ['zoom-200', 720, 450],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: path.join(pictures, `first-screen-${name}.png`) })
    expect(await overflowing(page), name).toEqual([])
    await expect(page.getByRole('textbox', { name: /^Reply to / })).toBeVisible()
  }
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('the keyboard alone goes through the list, opens, writes a note and comes back', async () => {
  await page.locator('[role=option]').first().click()
  await page.keyboard.press('Escape')
  await page.getByRole('listbox', { name: 'Conversations' }).getByRole('option').first().focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.keyboard.press('n')
  await expect(page.getByRole('textbox', { name: 'Note for colleagues' })).toBeFocused()
  await page.keyboard.type('Asked the warehouse, answer by noon')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Asked the warehouse, answer by noon')).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible()
  await page.keyboard.press('Escape')
})

test('Enter never sends while a Chinese word is being composed', async () => {
  await page.getByRole('button', { name: /^Reply/ }).click()
  const composer = page.getByRole('textbox', { name: /^Reply to / })
  await composer.focus()
  const before = await page.locator('article').count()
  const client = await page.context().newCDPSession(page)
  await client.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 })
  await page.keyboard.press('Enter')
  await client.send('Input.insertText', { text: '你' })
  await expect(composer).toHaveValue(/你/)
  expect(await page.locator('article').count()).toBe(before)
  await composer.fill('')
})
