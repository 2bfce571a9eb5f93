import type { Page } from '@playwright/test'
import type { Shop } from '../../tests/e2e/support/shop.ts'
import type { BarePath } from './bare/bare-path.ts'
import { writtenAfter } from './desk/watched-disk.ts'

export interface ArrivalTimes {
  /** From the customer's key to the agent's screen. */
  readonly shownMs: readonly number[]
  /** From the customer's key until the agent's replica has it on its disk. */
  readonly storedMs: readonly number[]
  /** The bare path, measured in between. */
  readonly bareMs: readonly number[]
}

/** A customer writes in the shop's page, one message after the other; the agent has the conversation open. */
export async function measureArrivals(
  shop: Shop,
  agent: Page,
  bare: BarePath,
  texts: readonly string[],
): Promise<ArrivalTimes> {
  const shownMs: number[] = []
  const storedMs: number[] = []
  const bareMs: number[] = []
  await shop.composer.evaluate((field) => {
    const note = () => (field.dataset['sentAt'] = `${performance.timeOrigin + performance.now()}`)
    field.addEventListener('keydown', note, { capture: true })
  })
  for (const text of texts) {
    await shop.composer.fill(text)
    await areIdle(shop.page, agent)
    const shown = agent.evaluate(shownAt, text)
    await shop.composer.press('Enter')
    const at = await shown
    const sentAt = Number(await shop.composer.getAttribute('data-sent-at'))
    shownMs.push(at - sentAt)
    storedMs.push((await writtenAfter(agent, sentAt)) - sentAt)
    await areIdle(shop.page, agent)
    bareMs.push(await bare.measure(text))
  }
  return { shownMs, storedMs, bareMs }
}

/** Neither measurement runs in the other's wake. */
async function areIdle(...pages: readonly Page[]): Promise<void> {
  const isIdle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve()))
  for (const page of [...pages, ...pages]) await page.evaluate(isIdle)
}

/** Runs in the agent's window. */
function shownAt(text: string): Promise<number> {
  const isShown = () => [...document.querySelectorAll('article')].some((each) => each.textContent?.includes(text))
  return new Promise((resolve) => {
    const look = () => {
      if (!isShown()) return
      observer.disconnect()
      resolve(performance.timeOrigin + performance.now())
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    look()
  })
}
