import { type Browser, type BrowserContext, type FrameLocator, type Locator, type Page, expect } from '@playwright/test'
import { openShadowRoots } from '../../../server-sync/widget/testing/open-shadow-roots.ts'

/** A customer with a browser of their own, in the chat of one brand's demonstration shop. */
export class Shop {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static async open(browser: Browser, shopUrl: string, brand = 'northwind-home', locale = 'en-GB'): Promise<Shop> {
    const shop = await Shop.inContext(await browser.newContext({ locale }), shopUrl, brand)
    await shop.openChat()
    return shop
  }

  /** In a chat that asks something before it lets anybody write. */
  static async enter(browser: Browser, shopUrl: string, brand = 'northwind-home'): Promise<Shop> {
    const shop = await Shop.inContext(await browser.newContext({ locale: 'en-GB' }), shopUrl, brand)
    await shop.page.getByRole('button', { name: /^Open the chat/ }).click()
    return shop
  }

  /** The shop's page, with its chat still closed. */
  static async inContext(context: BrowserContext, shopUrl: string, brand: string, query = ''): Promise<Shop> {
    const page = await context.newPage()
    await page.addInitScript(openShadowRoots)
    await page.goto(new URL(`${brand}/${query}`, shopUrl).href)
    return new Shop(page)
  }

  async openChat(): Promise<void> {
    await this.page.getByRole('button', { name: /^Open the chat/ }).click()
    await expect(this.composer).toBeVisible()
  }

  /** The chat itself: a page of its own in the shop's. */
  get chat(): FrameLocator {
    return this.page.locator('farline-chat iframe').contentFrame()
  }

  get composer(): Locator {
    return this.chat.getByRole('textbox', { name: 'Write a message' })
  }

  get log(): Locator {
    return this.chat.getByRole('log')
  }

  /** Writes, and sees it stand there. */
  async type(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
    await expect(this.log.getByText(text, { exact: true })).toHaveCount(1)
  }

  /** Writes and waits for the server's receipt. */
  async write(text: string): Promise<void> {
    await this.type(text)
    await this.isSent()
  }

  async isSent(): Promise<void> {
    await expect(this.log.getByText('Sent', { exact: true }).last()).toBeVisible()
  }

  async reads(text: string, options?: { timeout: number }): Promise<void> {
    await expect(this.log.getByText(text, { exact: true })).toHaveCount(1, options)
  }

  /** As a browser says whose network is back: the page looks for its server at once. */
  async isOnlineAgain(): Promise<void> {
    await this.chat.locator('body').evaluate(() => window.dispatchEvent(new Event('online')))
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}
