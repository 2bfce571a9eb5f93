import { type ConsoleMessage, type Locator, type Page, expect } from '@playwright/test'

/** As the list of views calls them. */
type InboxViewName = 'My conversations' | 'Mentions' | 'Unassigned' | 'Open' | 'Snoozed' | 'Resolved' | 'Spam'

/** A window of the workstation, driven the way a person does: by roles and names, in English. */
export class Workstation {
  readonly page: Page
  /** Everything the console said, and every uncaught error: a clean window says nothing. */
  readonly said: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('console', (message: ConsoleMessage) => this.said.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => this.said.push(`error: ${error.message}`))
  }

  static async open(page: Page, url: string): Promise<Workstation> {
    const workstation = new Workstation(page)
    await page.goto(url)
    await workstation.isReady()
    return workstation
  }

  async isReady(): Promise<void> {
    const row = this.list.getByRole('option').first()
    await expect(row)
      .toBeVisible({ timeout: 30_000 })
      .catch(async (cause: unknown) => {
        // A door that tells why nobody came in, a list that stays empty: only the window knows.
        throw new Error(`The inbox did not come. ${await this.shown()}`, { cause })
      })
  }

  /** What the window shows, for whoever waited for something else. */
  async shown(): Promise<string> {
    const shown = await this.page
      .locator('body')
      .ariaSnapshot({ timeout: 5_000 })
      .catch(() => 'nothing any more')
    return `${this.page.url()} showed:\n${shown.slice(0, 6_000)}`
  }

  /** The server has everything that was done here. */
  async isSynced(): Promise<void> {
    await expect(this.page.locator('[data-sync]')).toHaveAttribute('data-sync', 'online')
  }

  /** What stands behind the sync pill. */
  async openConnection(): Promise<void> {
    await this.page.locator('[data-sync]').click()
    await expect(this.page.getByRole('dialog', { name: 'Connection' })).toBeVisible()
  }

  /** In there: one thing that waits for the server. */
  waiting(words: string): Locator {
    return this.page.locator('[data-waiting]').filter({ hasText: words })
  }

  get list(): Locator {
    return this.page.getByRole('listbox', { name: 'Conversations' })
  }

  get timeline(): Locator {
    return this.page.getByRole('region', { name: 'Messages' })
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /^Reply to / })
  }

  row(text: string): Locator {
    return this.list.getByRole('option').filter({ hasText: text })
  }

  async view(name: InboxViewName): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Views' }).getByText(name, { exact: true }).click()
  }

  async order(name: 'Oldest waiting' | 'Most recent'): Promise<void> {
    await this.page.getByRole('button', { name: /^(Oldest waiting|Most recent)$/ }).click()
    await this.page.getByRole('menuitemradio', { name }).click()
    await this.page.keyboard.press('Escape')
    await expect(this.page.getByRole('menu')).toHaveCount(0)
  }

  async openConversation(text: string): Promise<void> {
    await this.row(text).click()
    await expect(this.row(text)).toHaveAttribute('aria-selected', 'true')
    await expect(this.page.getByRole('heading', { name: text })).toBeVisible()
    await expect(this.timeline).toBeVisible()
  }

  message(text: string): Locator {
    return this.timeline.getByRole('article').filter({ hasText: text })
  }

  async reply(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Control+Enter')
    await expect(this.message(text)).toHaveCount(1)
    await expect(this.composer).toHaveValue('')
  }

  async note(text: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Note/ }).click()
    const field = this.page.getByRole('textbox', { name: 'Note for colleagues' })
    await field.fill(text)
    await field.press('Control+Enter')
    await expect(field).toHaveValue('')
    await this.page.getByRole('button', { name: /^Reply/ }).click()
  }

  /** In the conversation that stands open. */
  async addTag(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a tag' }).click()
    const field = this.page.getByRole('textbox', { name: 'Tag', exact: true })
    await field.fill(name)
    await field.press('Enter')
    await expect(this.tags.getByRole('listitem').filter({ hasText: name })).toHaveCount(1)
  }

  get tags(): Locator {
    return this.page.getByRole('list', { name: 'Tags', exact: true })
  }

  /** Goes on to the next conversation, like resolving does. */
  async snooze(choice: 'Later today' | 'Tomorrow' | 'Monday'): Promise<void> {
    await this.page.getByRole('button', { name: 'Snooze', exact: true }).click()
    await this.page.getByRole('menuitem', { name: choice }).click()
    await expect(this.page.getByRole('dialog', { name: 'Snooze' })).toHaveCount(0)
  }

  /** Takes the newest reply back that has not gone out. */
  async undo(): Promise<void> {
    await this.timeline.getByRole('button', { name: 'Undo' }).last().click()
  }

  /** For how long replies wait for second thoughts; with `None` they go out at once. */
  async timeToUndo(choice: 'None' | '5 seconds' | '10 seconds'): Promise<void> {
    await this.page.getByRole('button', { name: 'Appearance and language' }).click()
    await this.page.getByRole('menuitemradio', { name: choice, exact: true }).click()
    await this.page.keyboard.press('Escape')
    await expect(this.page.getByRole('menu')).toHaveCount(0)
  }

  async expectDelivery(text: string, state: string): Promise<void> {
    await expect(this.message(text).locator('[data-delivery]')).toHaveAttribute('data-delivery', state)
  }
}
