import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type BrowserContext, type Page, expect, test } from '@playwright/test'
import { axeObjections, wcag } from './support/axe-objections.ts'
import { projectRoot } from './support/launcher.ts'
import { overflowing } from './support/overflowing.ts'
import { amara, code, fingerprint } from './support/stand-in/door.ts'
import { type StandIn, type StandInParts, startStandIn } from './support/stand-in/stand-in.ts'

const pictures = path.join(projectRoot, 'out/screenshots')
const languages = [
  { language: 'en', direction: 'ltr' },
  { language: 'zh-Hans', direction: 'ltr' },
  { language: 'ar', direction: 'rtl' },
] as const
type Language = (typeof languages)[number]['language']
const themes = ['light', 'dark'] as const

interface Scene {
  readonly name: string
  arrange(standIn: StandInParts): void
  /** In English; the languages come after it. */
  act?(page: Page): Promise<void>
  /** Seen before the picture is taken. */
  readonly shows: string
}

const hours = (count: number) => Date.now() + count * 60 * 60 * 1000
const unknown = {
  trust: 'unknown-certificate',
  fingerprint,
  issuer: 'CN=farline.meridian.example',
  validUntilAt: Date.UTC(2028, 10, 26),
} as const
const submit = (page: Page) => page.locator('button[type=submit]').click()
const typeInto = (page: Page, fields: Record<string, string>) =>
  Object.entries(fields).reduce(
    (before, [name, text]) => before.then(() => page.locator(`input[name=${name}]`).fill(text)),
    Promise.resolve(),
  )
const signInWith = async (page: Page, password: string) => {
  await typeInto(page, { email: amara.email, password })
  await submit(page)
}
/** Keys mean nothing to a page before its desk is there. */
const openPalette = async (page: Page) => {
  await expect(page.locator('[data-sync]')).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
}
const openAccount = async (page: Page) => {
  await openPalette(page)
  await page.locator('[role=menuitem][data-key="account.open"]').click()
  await expect(page.locator('[data-session]').first()).toBeVisible()
}

const scenes: Scene[] = [
  { name: 'no-server', arrange: ({ door }) => door.isNew(), shows: 'input[name=server]' },
  {
    name: 'server-unreachable',
    arrange: ({ door, answers }) => {
      door.isNew()
      answers.refuseNext('UNREACHABLE')
    },
    act: async (page) => {
      await typeInto(page, { server: 'farline.meridian.example' })
      await submit(page)
    },
    shows: 'input[name=server][aria-describedby]',
  },
  {
    name: 'server-known',
    arrange: ({ door }) => door.isNew(),
    act: async (page) => {
      await typeInto(page, { server: 'farline.meridian.example' })
      await submit(page)
    },
    shows: '[data-trust=public]',
  },
  {
    name: 'server-unknown',
    arrange: ({ door }) => {
      door.isNew()
      door.answersAs(unknown)
    },
    act: async (page) => {
      await typeInto(page, { server: 'farline.meridian.example' })
      await submit(page)
    },
    shows: '[data-trust=unknown-certificate]',
  },
  { name: 'sign-in', arrange: () => undefined, shows: 'input[name=email]' },
  {
    name: 'sign-in-ended',
    arrange: ({ door, keepsKeys }) => {
      keepsKeys('memory-only')
      door.session.set({ state: 'signed-out', problem: 'session/expired-offline' })
    },
    shows: '[data-key-store=memory-only]',
  },
  {
    name: 'sign-in-wrong',
    arrange: () => undefined,
    act: (page) => signInWith(page, 'wrong'),
    shows: 'input[name=password][aria-invalid=true]',
  },
  {
    name: 'sign-in-closed',
    arrange: ({ answers, keepsKeys }) => {
      keepsKeys('key-file')
      answers.refuseNext('TOO_MANY_TRIES', { retryAfterMs: 500_000 })
    },
    act: (page) => signInWith(page, 'wrong'),
    shows: 'button[type=submit][disabled]',
  },
  {
    name: 'sign-in-code',
    arrange: ({ door }) => door.wantsCode(true),
    act: (page) => signInWith(page, amara.password),
    shows: 'input[name=code]',
  },
  {
    name: 'locked',
    arrange: ({ door }) => {
      door.session.set(door.locked())
      door.waits(3)
    },
    shows: '[data-still-to-send="3"]',
  },
  {
    name: 'locked-near-its-end',
    arrange: ({ door }) => {
      door.session.set(
        door.locked({ reason: 'started', keptUntilAt: hours(20), needsServer: true, nextTryAt: hours(0.1) }),
      )
      door.waits(12, 'offline')
    },
    shows: '[data-kept-until]',
  },
  {
    name: 'password-needed',
    arrange: ({ door }) => door.session.set(door.signedIn({ mustChangePassword: true })),
    shows: 'input[name=new-password]',
  },
  {
    name: 'factor-needed',
    arrange: ({ door }) => door.session.set(door.signedIn({ needsSecondFactor: true })),
    shows: 'input[name=password]',
  },
  {
    name: 'factor-scan',
    arrange: ({ door }) => door.session.set(door.signedIn({ needsSecondFactor: true })),
    act: async (page) => {
      await typeInto(page, { password: amara.password })
      await submit(page)
    },
    shows: '[data-secret]',
  },
  {
    name: 'factor-codes',
    arrange: ({ door }) => door.session.set(door.signedIn({ needsSecondFactor: true })),
    act: async (page) => {
      await typeInto(page, { password: amara.password })
      await submit(page)
      await typeInto(page, { code })
      await submit(page)
    },
    shows: '[data-recovery-codes]',
  },
  {
    name: 'account',
    arrange: ({ door }) => door.session.set(door.signedIn()),
    act: openAccount,
    shows: '[data-session]',
  },
  {
    name: 'account-password',
    arrange: ({ door }) => door.session.set(door.signedIn()),
    act: async (page) => {
      await openAccount(page)
      await page.getByRole('button', { name: 'Change password' }).click()
      await typeInto(page, { password: amara.password, 'new-password': 'short' })
      await submit(page)
    },
    shows: 'input[name=new-password][aria-invalid=true]',
  },
  {
    name: 'account-remove-factor',
    arrange: ({ door }) => door.session.set(door.signedIn({ hasSecondFactor: true })),
    act: async (page) => {
      await openAccount(page)
      await page.getByRole('button', { name: 'Remove', exact: true }).click()
    },
    shows: 'input[name=code]',
  },
  {
    name: 'account-renew-codes',
    arrange: ({ door }) => {
      door.wantsCode(true)
      door.session.set(door.signedIn())
    },
    act: async (page) => {
      await openAccount(page)
      await page.getByRole('button', { name: 'Make new codes' }).click()
    },
    shows: 'input[name=code]',
  },
  {
    name: 'unsent',
    arrange: ({ door, answers }) => {
      door.session.set(door.signedIn())
      door.waits(4, 'offline')
      answers.refuseNext('UNSENT', { waiting: 4, isErased: true })
    },
    act: async (page) => {
      await openPalette(page)
      await page.locator('[role=menuitem][data-key="session.sign-out"]').click()
    },
    shows: '[role=alertdialog]',
  },
  {
    name: 'desk-near-its-end',
    arrange: ({ door, keepsKeys }) => {
      keepsKeys('memory-only')
      door.session.set(door.signedIn({ keptUntilAt: hours(20) }))
      door.waits(4, 'offline')
    },
    act: (page) => page.locator('[data-sync]').click(),
    shows: '[role=dialog]',
  },
]

// The pictures tell what a trace would.
test.use({ trace: 'off' })

let running: StandIn
let context: BrowserContext
/** One for all scenes, loaded anew for each. */
let page: Page
let said: string[] = []

test.beforeAll(async ({ browser }) => {
  await mkdir(pictures, { recursive: true })
  running = await startStandIn()
  context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  page = await context.newPage()
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
})

test.afterAll(async () => {
  await context.close()
  await running.stop()
})

/** Once in each direction and each theme: axe looks at what is drawn, and no language draws other parts. */
const isLookedAtByAxe = (language: Language, theme: string) =>
  (language === 'en' && theme === 'light') || (language === 'ar' && theme === 'dark')

for (const scene of scenes) {
  test(`${scene.name}: every language, both themes, nothing cut off, nothing that axe objects to`, async () => {
    running.reset()
    const standIn = running.now()
    said = []
    await page.setViewportSize({ width: 1024, height: 720 })
    scene.arrange(standIn)
    await page.goto(running.entryUrl)
    await scene.act?.(page)
    await expect(page.locator(scene.shows).first()).toBeVisible()
    for (const { language, direction } of languages) {
      await page.setViewportSize({ width: 1024, height: 720 })
      for (const theme of themes) {
        standIn.preferences.set({ ...standIn.preferences.get(), language, theme })
        // All of it at once: three questions in turn cost more than the page needs to change.
        await page.locator(`html[lang="${language}"][dir="${direction}"][data-theme="${theme}"]`).waitFor()
        await page.evaluate(() => document.fonts.ready)
        await page.screenshot({ path: path.join(pictures, `door-${scene.name}-${language}-${theme}.png`) })
        if (!isLookedAtByAxe(language, theme)) continue
        expect.soft(await axeObjections(page, wcag), `${language}, ${theme}`).toEqual([])
      }
      expect.soft(await overflowing(page), language).toEqual([])
      // 200 % zoom of a window of 1024 × 720.
      await page.setViewportSize({ width: 512, height: 360 })
      expect.soft(await overflowing(page), `${language}, zoomed`).toEqual([])
    }
    expect.soft(said).toEqual([])
  })
}
