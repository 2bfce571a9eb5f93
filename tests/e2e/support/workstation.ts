import { type ConsoleMessage, type Locator, type Page, expect } from '@playwright/test'

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
    await expect(this.list).toBeVisible({ timeout: 30_000 })
    await expect(this.list.getByRole('option').first()).toBeVisible({ timeout: 30_000 })
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

  async view(name: 'My conversations' | 'Unassigned' | 'Open' | 'Resolved'): Promise<void> {
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

  async expectDelivery(text: string, state: string): Promise<void> {
    await expect(this.message(text).locator('[data-delivery]')).toHaveAttribute('data-delivery', state)
  }
}
