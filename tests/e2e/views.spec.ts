import { expect, test } from '@playwright/test'
import { axeObjections, wcag } from './support/axe-objections.ts'
import { Shop } from './support/shop.ts'
import { type TwoDesks, startTwoDesks } from './support/two-desks.ts'
import type { Workstation } from './support/workstation.ts'

let desks: TwoDesks
let amara: Workstation
let ines: Workstation

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  desks = await startTwoDesks(browser, ['amara@meridian.example', 'ines@meridian.example'])
  ;({ first: amara, second: ines } = desks)
})

test.afterAll(async () => {
  await desks.remove()
})

const saved = ({ page }: Workstation) => page.getByRole('region', { name: 'Saved views' })
const bulk = ({ page }: Workstation) => page.getByRole('region', { name: 'Selected conversations' })

test('a view is kept under a name, counts by itself, and works with the cable out', async ({ browser }) => {
  await amara.isSynced()
  await desks.cable.pull()
  await amara.timeline.or(amara.list).first().focus()
  await amara.page.keyboard.press('g')
  await amara.page.keyboard.press('v')
  const dialog = amara.page.getByRole('dialog', { name: 'New view' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Nobody’s English')
  await dialog.getByText('Assigned to:').click()
  await dialog.getByText('Nobody', { exact: true }).click()
  await dialog.getByText('Status:').click()
  await dialog.getByText('Open', { exact: true }).click()
  await dialog.getByText('Language:').click()
  await dialog.getByText('English', { exact: true }).click()
  await desks.picture('view-dialog')
  await dialog.getByRole('button', { name: 'Save view' }).click()
  const item = saved(amara).getByRole('button', { name: /^Nobody’s English/ })
  await expect(item).toHaveAttribute('aria-current', 'true')
  await expect(item).toContainText(/\d/)
  const before = Number(/\d+/.exec((await item.textContent()) ?? '')?.[0])
  expect(before).toBeGreaterThan(0)
  await expect(amara.list.getByRole('option')).toHaveCount(before)
  await desks.cable.plugIn()
  await amara.isSynced()
  const shop = await Shop.open(browser, desks.server.shopUrl)
  await shop.write('Is it machine washable?')
  await expect(item).toContainText(String(before + 1))
  await expect(amara.row('Is it machine washable?')).toBeVisible()
  await desks.picture('view-saved')
  expect(await axeObjections(amara.page, wcag)).toEqual([])
  await expect(saved(ines).getByRole('button', { name: /^Nobody’s English/ })).toHaveCount(0)
  await shop.close()
})

test('a view is shared with the team, and gone for everybody once it is removed', async () => {
  await saved(amara).getByRole('button', { name: 'Actions for Nobody’s English' }).click()
  await amara.page.getByRole('menuitem', { name: 'Edit' }).click()
  const dialog = amara.page.getByRole('dialog', { name: 'Edit view' })
  await dialog.getByRole('combobox', { name: 'Who sees it' }).selectOption({ index: 1 })
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await expect(saved(amara).getByRole('button', { name: /shared with the team/ })).toBeVisible()
  await amara.isSynced()
  await desks.picture('view-shared')
  await expect(saved(ines).getByRole('button', { name: /^Nobody’s English/ })).toBeVisible()
  await saved(amara).getByRole('button', { name: 'Actions for Nobody’s English' }).click()
  await amara.page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(saved(ines).getByRole('button', { name: /^Nobody’s English/ })).toHaveCount(0)
  await amara.page.getByRole('region', { name: 'Just done' }).getByRole('button', { name: 'Undo' }).click()
  await expect(saved(ines).getByRole('button', { name: /^Nobody’s English/ })).toBeVisible()
})

test('many are selected with the keyboard and tagged at once with the cable out; one undo takes all of it back', async () => {
  await amara.view('Unassigned')
  await amara.isSynced()
  await desks.cable.pull()
  const options = amara.list.getByRole('option')
  await options.first().focus()
  await amara.page.keyboard.press('x')
  for (let step = 0; step < 4; step++) await amara.page.keyboard.press('Shift+ArrowDown')
  await expect(bulk(amara)).toContainText('5 selected')
  await expect(amara.list.getByRole('option', { checked: true })).toHaveCount(5)
  await desks.picture('bulk')
  expect(await axeObjections(amara.page, wcag)).toEqual([])
  await amara.page.keyboard.press('t')
  await amara.page.keyboard.type('autumn sale')
  await amara.page.keyboard.press('Enter')
  const done = amara.page.getByRole('region', { name: 'Just done' })
  await expect(done).toContainText('Tag added · 5 conversations')
  await desks.cable.plugIn()
  await amara.isSynced()
  await ines.view('Unassigned')
  await ines.list.getByRole('option').first().click()
  await expect(ines.tags).toContainText('autumn sale')
  await options.first().focus()
  await amara.page.keyboard.press('z')
  await expect(ines.tags).not.toContainText('autumn sale')
})

test('what is refused of many is one card', async () => {
  await amara.view('Unassigned')
  await amara.isSynced()
  await desks.cable.pull()
  const options = amara.list.getByRole('option')
  await options.first().focus()
  await amara.page.keyboard.press('Home')
  await amara.page.keyboard.press('x')
  for (let step = 0; step < 3; step++) await amara.page.keyboard.press('Shift+ArrowDown')
  await ines.view('Unassigned')
  for (let taken = 0; taken < 2; taken++) {
    const first = ines.list.getByRole('option').first()
    const id = await first.getAttribute('data-conversation')
    await first.click()
    await expect(ines.list.locator(`[data-conversation="${id}"]`)).toHaveAttribute('aria-selected', 'true')
    await ines.page.getByRole('button', { name: 'Assign to me' }).first().click()
    await expect(ines.list.locator(`[data-conversation="${id}"]`)).toHaveCount(0)
  }
  await options.first().focus()
  await amara.page.keyboard.press('a')
  await desks.cable.plugIn()
  const card = amara.page.getByRole('region', { name: 'The conversation was not assigned: 2 times' })
  await expect(card).toBeVisible({ timeout: 60_000 })
  await expect(card).toContainText('Inês Carvalho')
  await desks.picture('bulk-refused')
  await card.getByRole('button', { name: 'Dismiss' }).click()
  await expect(card).toHaveCount(0)
})

test('with the mouse: Shift and a click select the conversations up to there, and not their words', async () => {
  await amara.view('Resolved')
  const options = amara.list.getByRole('option')
  await options.nth(1).click({ modifiers: ['ControlOrMeta'] })
  await options.nth(4).click({ modifiers: ['Shift'] })
  await expect(amara.list.getByRole('option', { checked: true })).toHaveCount(4)
  expect(await amara.page.evaluate(() => getSelection()?.toString())).toBe('')
  await amara.page.keyboard.press('Escape')
  await expect(bulk(amara)).toHaveCount(0)
})

test('all that a view holds are prioritised at once without the window standing still', async () => {
  await amara.view('Resolved')
  await amara.list.getByRole('option').first().focus()
  await amara.page.keyboard.press('Control+a')
  await expect(bulk(amara)).toContainText(/^\d+ selected/)
  const longest = await amara.page.evaluateHandle(() => {
    const seen = { ms: 0, last: performance.now() }
    const tick = () => {
      const now = performance.now()
      seen.ms = Math.max(seen.ms, now - seen.last)
      seen.last = now
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    return seen
  })
  await bulk(amara).getByRole('button', { name: 'Priority' }).click()
  await amara.page.getByRole('menuitem', { name: 'High' }).click()
  const done = amara.page.getByRole('region', { name: 'Just done' })
  await expect(done).toContainText(/Priority set · \d\d+ conversations/, { timeout: 60_000 })
  const ms = await longest.evaluate((seen) => seen.ms)
  process.stdout.write(`longest pause while all were prioritised: ${Math.round(ms)} ms\n`)
  expect(ms).toBeLessThan(1_500)
})

test('after a restart of the desk what was done before is offered in the palette, and taken back', async () => {
  await amara.isSynced()
  await amara.view('Unassigned')
  const row = amara.list.getByRole('option').first()
  const id = await row.getAttribute('data-conversation')
  await row.click()
  await amara.addTag('before the restart')
  await amara.isSynced()
  const { firstDesk } = desks
  await firstDesk.kill()
  await firstDesk.start()
  // The same browser: there the replica keeps what was done.
  await amara.page.goto(firstDesk.entryUrl())
  await amara.isReady()
  await amara.view('Unassigned')
  await amara.list.locator(`[data-conversation="${id}"]`).click()
  await expect(amara.tags).toContainText('before the restart')
  await amara.page.keyboard.press('Control+k')
  await amara.page.keyboard.type('Undo: Tag added')
  await amara.page
    .getByRole('menuitem', { name: /^Undo: Tag added/ })
    .first()
    .click()
  await expect(amara.tags).not.toContainText('before the restart')
})
