import { type BrowserContext, type Locator, type Page, test as base, expect } from '@playwright/test'
import { amara } from './door.ts'
import { type StandIn, type StandInParts, startStandIn } from './stand-in.ts'

/** The window before the door, driven the way a person does, over the stand-in for main. */
export class DoorPage {
  readonly page: Page
  readonly context: BrowserContext
  readonly running: StandIn
  /** What main would do, in the test's hands. */
  readonly standIn: StandInParts

  constructor(page: Page, context: BrowserContext, running: StandIn) {
    this.page = page
    this.context = context
    this.running = running
    this.standIn = running.now()
  }

  open = () => this.page.goto(this.running.entryUrl)
  email = () => this.page.getByLabel('E-mail')
  password = () => this.page.getByLabel('Password', { exact: true })
  signInButton = () => this.page.getByRole('button', { name: 'Sign in' })
  desk = () => this.page.getByRole('button', { name: `${amara.name}, ${amara.email}` })
  heading = (name: string) => this.page.getByRole('heading', { name })

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** What a screen reader is told by a field's description. */
  async describedBy(field: Locator): Promise<string> {
    const ids = ((await field.getAttribute('aria-describedby')) ?? '').split(' ').filter((id) => id !== '')
    const texts = await Promise.all(ids.map((id) => this.page.locator(`[id="${id}"]`).innerText()))
    return texts.join(' ')
  }

  /** A page that was loaded anew knows nothing of the one before it. */
  async markPage(): Promise<() => Promise<boolean>> {
    await this.page.evaluate(() => Object.assign(window, { isMarked: true }))
    return () => this.page.evaluate(() => !('isMarked' in window))
  }

  async signedIn(): Promise<void> {
    this.standIn.door.session.set(this.standIn.door.signedIn())
    await this.open()
    await expect(this.desk()).toBeVisible()
  }
}

interface Stage {
  readonly running: StandIn
  readonly context: BrowserContext
}

/** One stand-in and one browser profile for all tests of a worker; each test begins anew, and its console stays empty. */
export const test = base.extend<{ door: DoorPage }, { stage: Stage }>({
  stage: [
    async ({ browser }, provide) => {
      const running = await startStandIn()
      const context = await browser.newContext({
        viewport: { width: 1024, height: 720 },
        reducedMotion: 'reduce',
        locale: 'en-GB',
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      await provide({ running, context })
      await context.close()
      await running.stop()
    },
    { scope: 'worker' },
  ],
  door: async ({ stage: { running, context } }, provide) => {
    running.reset()
    const page = await context.newPage()
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    await provide(new DoorPage(page, context, running))
    await page.close()
    expect(said).toEqual([])
  },
})
