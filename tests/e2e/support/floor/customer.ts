import { type Browser, type Locator, expect } from '@playwright/test'
import { Shop } from '../shop.ts'
import type { Shown } from './judge.ts'
import type { Ledger } from './ledger.ts'

const patience = { timeout: 60_000 }

/** Somebody in a brand's shop, whose every word is in the ledger. */
export class Customer {
  /** What opens their conversation, and names it. */
  readonly question: string
  readonly shop: Shop
  private readonly ledger: Ledger

  constructor(question: string, shop: Shop, ledger: Ledger) {
    this.question = question
    this.shop = shop
    this.ledger = ledger
  }

  static async enters(browser: Browser, shopUrl: string, brand: string, question: string, ledger: Ledger) {
    return new Customer(question, await Shop.open(browser, shopUrl, brand), ledger)
  }

  async asks(): Promise<void> {
    await this.says(this.question)
  }

  /** Whether or not there is a way to the server. */
  async writes(text: string, files: readonly string[] = []): Promise<void> {
    await this.shop.composer.fill(text)
    await this.shop.composer.press('Enter')
    await expect(this.shop.log.getByText(text, { exact: true })).toHaveCount(1)
    this.ledger.says({ conversation: this.question, by: 'customer', text, files })
  }

  /** And the server has it. */
  async says(text: string): Promise<void> {
    await this.writes(text)
    await this.isHeard(text)
  }

  /** The server has all that was written, the last of which is this. */
  async isHeard(last: string): Promise<void> {
    await expect(this.shop.log.getByText(last, { exact: true })).toHaveCount(1)
    // It stands under the last of their own, once nothing is on its way any more.
    await expect(this.shop.log.getByText('Sent', { exact: true }).last()).toBeVisible(patience)
    this.ledger.seen(last)
  }

  async reads(text: string): Promise<void> {
    await this.shop.reads(text, patience)
    this.ledger.seen(text)
  }

  async reloads(): Promise<void> {
    await this.shop.page.reload()
    await this.shop.openChat()
  }

  /** What stands on their page. */
  shown(): Promise<readonly Shown[]> {
    return shownIn(this.shop.log)
  }
}

export function shownIn(log: Locator): Promise<readonly Shown[]> {
  return log.locator('.message').evaluateAll((messages) =>
    messages.map((message) => {
      const words = (part: string) => message.querySelector(part)?.textContent ?? ''
      return {
        by: message.classList.contains('mine') ? 'customer' : words('.author'),
        text: words('.text'),
        files: [...message.querySelectorAll('.file-name')].map((name) => name.textContent ?? ''),
      }
    }),
  )
}
