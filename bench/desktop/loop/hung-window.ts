import type { Page } from '@playwright/test'
import { type ElectronDesk, nextWindow } from '../../../tests/e2e/support/electron-desk.ts'

/** Milliseconds of an action in one window, while a stranger's window hangs and while another of the desk does. */
export interface WindowLatency {
  readonly strangerMs: readonly number[]
  readonly anotherMs: readonly number[]
}

const hangsMs = 5_000
const rounds = 3

/**
 * The rows that one window asks for come, however long another takes to hear of anything. A page that hangs takes a
 * processor, from everybody: so it is compared with a page of another program that hangs.
 */
export async function measureBesideHungWindow({ app, window }: ElectronDesk, stranger: Page): Promise<WindowLatency> {
  const opened = nextWindow(app)
  await window.locator('[data-pane="list"]').press('w')
  const another = await opened
  await another.locator('[data-pane]').first().waitFor()
  await window.bringToFront()
  await window.evaluate(switchViews, hangsMs / 2)
  async function beside(page: Page): Promise<readonly number[]> {
    const hung = hang(page)
    const times = await window.evaluate(switchViews, hangsMs)
    await hung
    return times
  }
  const strangerMs: number[] = []
  const anotherMs: number[] = []
  for (let round = 0; round < rounds; round++) {
    strangerMs.push(...(await beside(stranger)))
    anotherMs.push(...(await beside(another)))
  }
  await another.close()
  return { strangerMs, anotherMs }
}

const hang = (page: Page) =>
  page.evaluate((forMs) => {
    const until = Date.now() + forMs
    while (Date.now() < until);
  }, hangsMs)

/** Runs in the window: from the click on another view until its rows are painted, again and again for so long. */
async function switchViews(forMs: number): Promise<number[]> {
  // No conversation stands in both.
  const names = ['My conversations', 'Unassigned']
  const entries = [...document.querySelectorAll<HTMLElement>('[data-pane=views] li button')].filter((entry) =>
    names.some((name) => entry.textContent.startsWith(name)),
  )
  const first = () => document.querySelector('[role=listbox] [role=option]')?.getAttribute('data-conversation')
  const painted = async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const { port1, port2 } = new MessageChannel()
    const after = new Promise((resolve) => (port1.onmessage = resolve))
    port2.postMessage(null)
    await after
  }
  const times: number[] = []
  const until = performance.now() + forMs
  while (performance.now() < until) {
    const shown = first()
    const before = performance.now()
    entries.find((entry) => entry.ariaCurrent !== 'true')?.click()
    while (first() === shown || first() === undefined) {
      if (performance.now() - before > 60_000) throw new Error(`no other row appears: ${names.join(', ')}`)
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    await painted()
    times.push(performance.now() - before)
  }
  return times
}
