import { type ElectronApplication, expect as expectSoon } from '@playwright/test'
import { nextWindow } from '../../../tests/e2e/support/electron-desk.ts'
import { Workstation } from '../../../tests/e2e/support/workstation.ts'

/** A bench measures how long things take; it does not end because one took long. */
const expect = expectSoon.configure({ timeout: 60_000 })

/** One thing an agent does. */
type Act = (desk: Workstation, round: number) => Promise<void>

const views = ['Open', 'Unassigned', 'My conversations'] as const
const tags = ['late', 'damaged', 'refund', 'size', 'customs']

/** One of those at the top of the list. What is written next must not reach the one that makes way for it. */
const openNext: Act = async ({ list, composer }, round) => {
  // In one go: what stands where may change with every message.
  const chosen = await list.evaluate((box, place) => {
    const others = box.querySelectorAll<HTMLElement>('[role=option][aria-selected=false]')
    const option = others[place % Math.max(1, others.length)]
    option?.click()
    return option?.innerText ?? ''
  }, round % 6)
  const customer = async () => (await composer.getAttribute('aria-label'))?.replace(/^Reply to /, '') ?? '?'
  await expect.poll(async () => chosen.includes(await customer())).toBe(true)
}

const send: Act = async (desk, round) => {
  await desk.composer.fill(`We have asked the carrier and write again by noon, ${round}.`)
  await desk.composer.press('Control+Enter')
  await expect(desk.composer).toHaveValue('')
}

const write: Act = async ({ page, composer }, round) => {
  await composer.focus()
  await page.keyboard.type(`Not yet ${round % 10}`)
  await composer.fill('')
}

const tag: Act = async ({ page }, round) => {
  const field = page.getByRole('textbox', { name: 'Tag', exact: true })
  // A conversation that makes way for the one just chosen takes what was opened in it along.
  await expect(async () => {
    await page.locator('body').press('Escape')
    await page.getByRole('button', { name: 'Add a tag' }).click()
    await field.waitFor({ timeout: 2_000 })
  }).toPass()
  await field.fill(tags[round % tags.length] ?? '')
  await field.press('Enter')
  await page.keyboard.press('Escape')
}

const snooze: Act = (desk) => desk.snooze('Tomorrow')

const search: Act = async ({ page }, round) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Search and commands' }).waitFor()
  await page.keyboard.type(['snooze', 'tag', 'open', 'window'][round % 4] ?? '')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Search and commands' }).waitFor({ state: 'detached' })
}

const switchView: Act = async (desk, round) => {
  await desk.view(views[round % views.length] ?? 'Open')
  await desk.list.getByRole('option').first().waitFor()
}

const windowOf =
  (app: ElectronApplication): Act =>
  async ({ page }, round) => {
    const opened = nextWindow(app)
    await page.locator('body').press(round % 2 === 0 ? 'w' : 'Shift+W')
    const window = await opened
    await window.locator('[data-pane]').first().waitFor()
    await window.close()
  }

/** A stretch of a shift: some of what agents do most, a little of what they do seldom. */
export async function work(app: ElectronApplication, desk: Workstation, actions: number, from = 0): Promise<void> {
  const openWindow = windowOf(app)
  const round = [openNext, write, send, openNext, tag, search, openNext, write, send, switchView]
  const seldom = [snooze, openWindow]
  for (let count = 0; count < actions; count++) {
    const turn = Math.floor((from + count) / round.length)
    const place = (from + count) % round.length
    const act = place === 5 && turn % 2 === 0 ? seldom[(turn / 2) % 2] : round[place]
    await act?.(desk, turn).catch(async (cause: unknown) => {
      const body = desk.page.locator('body')
      const shown = await body.innerText({ timeout: 5_000 }).catch(() => 'nothing any more')
      throw new Error(`Action ${from + count} did not come to its end. It showed: ${shown.slice(0, 2_000)}`, { cause })
    })
  }
}
