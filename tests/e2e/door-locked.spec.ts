import { expect } from '@playwright/test'
import { amara, code } from './support/stand-in/door.ts'
import { test } from './support/stand-in/door-test.ts'

test.describe('a locked desk', () => {
  test('closes from the middle of writing, forgets the page, and opens with the password', async ({ door }) => {
    await door.signedIn()
    door.standIn.door.waits(3)
    const isLoadedAnew = await door.markPage()
    await door.press('Control+k')
    await door.page.keyboard.type('half a thou')
    await door.press('Control+l')
    await expect(door.heading('This desk is locked')).toBeVisible()
    await expect.poll(isLoadedAnew).toBe(true)
    await expect(door.page.getByRole('main')).toContainText('What you did goes on being sent: 3 changes wait.')
    await expect(door.password()).toBeFocused()
    await door.page.keyboard.type('wrong')
    await door.press('Enter')
    await expect(door.page.getByRole('alert')).toContainText('This password does not fit.')
    await expect(door.password()).toBeFocused()
    await door.page.keyboard.type(amara.password)
    await door.press('Enter')
    await expect(door.desk()).toBeVisible()
  })

  for (const place of ['the account menu', 'a dialog', 'the second factor’s page'] as const) {
    test(`is reached by its key from ${place}`, async ({ door }) => {
      await door.signedIn()
      if (place === 'the account menu') {
        await door.desk().click()
        await expect(door.page.getByRole('menuitem', { name: 'Lock' })).toBeVisible()
      }
      if (place === 'a dialog') {
        door.standIn.answers.refuseNext('UNSENT', { waiting: 1, isErased: false })
        await door.desk().click()
        await door.page.getByRole('menuitem', { name: 'Sign out' }).click()
        await expect(door.page.getByRole('alertdialog')).toBeVisible()
      }
      if (place === 'the second factor’s page') {
        door.standIn.door.session.set(door.standIn.door.signedIn({ needsSecondFactor: true }))
        await expect(door.heading('Set up a second factor')).toBeVisible()
      }
      await door.press('Control+l')
      await expect(door.heading('This desk is locked')).toBeVisible()
    })
  }

  test('closes every window when main locks it, and says why', async ({ door }) => {
    await door.signedIn()
    const isLoadedAnew = await door.markPage()
    door.standIn.door.session.set(door.standIn.door.locked({ reason: 'suspended' }))
    await expect(door.page.getByRole('main')).toContainText('The computer was asleep.')
    await expect.poll(isLoadedAnew).toBe(true)
  })

  test('counts down to the next try, also in a window that saw none of the tries', async ({ door }) => {
    door.standIn.door.session.set(door.standIn.door.locked())
    await door.open()
    await expect(door.page.getByRole('button', { name: 'Unlock' })).toBeEnabled()
    door.standIn.door.session.set(door.standIn.door.locked({ nextTryAt: Date.now() + 4_000 }))
    await expect(door.page.getByRole('main')).toContainText(/You can try again in \d seconds?/)
    await expect(door.page.getByRole('button', { name: 'Unlock' })).toBeDisabled()
    await expect(door.page.getByRole('button', { name: 'Unlock' })).toBeEnabled()
  })

  test('says when only the server can open it', async ({ door }) => {
    door.standIn.door.session.set(door.standIn.door.locked({ needsServer: true }))
    door.standIn.answers.refuseNext('SERVER_UNREACHABLE')
    await door.open()
    await expect(door.page.getByRole('main')).toContainText('only the server can open this desk now')
    await door.password().fill(amara.password)
    await door.press('Enter')
    await expect(door.page.getByRole('alert')).toContainText('it cannot be reached')
  })

  test('warns two days before it erases itself, and not earlier', async ({ door }) => {
    door.standIn.door.session.set(door.standIn.door.locked({ keptUntilAt: Date.now() + 49 * 3_600_000 }))
    await door.open()
    await expect(door.heading('This desk is locked')).toBeVisible()
    await expect(door.page.locator('[data-kept-until]')).toHaveCount(0)
    door.standIn.door.session.set(door.standIn.door.locked({ keptUntilAt: Date.now() + 47 * 3_600_000 }))
    await expect(door.page.locator('[data-kept-until]')).toContainText('this desk erases itself')
  })

  test('asks for the second factor when the server wants it again', async ({ door }) => {
    door.standIn.door.wantsCode(true)
    door.standIn.door.session.set(door.standIn.door.locked())
    await door.open()
    await door.password().fill(amara.password)
    await door.press('Enter')
    await expect(door.page.getByLabel('Code', { exact: true })).toBeFocused()
    await door.page.keyboard.type(code)
    await door.press('Enter')
    await expect(door.desk()).toBeVisible()
  })

  test('stays locked while somebody else signs in beside it', async ({ door }) => {
    door.standIn.door.session.set(door.standIn.door.locked())
    await door.open()
    await door.page.getByRole('button', { name: 'Someone else' }).click()
    await expect(door.page.getByRole('main')).toContainText('The desk of Amara Okafor stays locked on this computer')
    await expect(door.email()).toBeFocused()
    await door.page.getByRole('button', { name: 'Back' }).click()
    await expect(door.heading('This desk is locked')).toBeVisible()
  })

  test('that the server erased says so at the sign-in', async ({ door }) => {
    door.standIn.door.session.set(door.standIn.door.locked())
    await door.open()
    door.standIn.answers.refuseNext('WIPED')
    await door.password().fill(amara.password)
    await door.press('Enter')
    await expect(door.page.getByRole('alert')).toContainText('had this computer erased')
    door.standIn.door.session.set({ state: 'signed-out', problem: 'session/erased' })
    await expect(door.page.getByRole('main')).toContainText('had what Farline kept on this computer erased')
  })
})

test('a desk says that somebody works at it, however much they do not more than twice a minute', async ({ door }) => {
  await door.signedIn()
  expect(door.standIn.door.timesActive()).toBe(0)
  await door.page.mouse.move(300, 300)
  await expect.poll(() => door.standIn.door.timesActive()).toBe(1)
  for (const key of 'jkjkjk') await door.page.keyboard.press(key)
  await door.page.mouse.move(400, 400)
  await door.page.mouse.wheel(0, 40)
  // Answered after all that was said before it.
  await door.page.keyboard.press('Control+l')
  await expect(door.heading('This desk is locked')).toBeVisible()
  expect(door.standIn.door.timesActive()).toBe(1)
})

test.describe('leaving', () => {
  test('with nothing unsent signs out at once, and forgets the page', async ({ door }) => {
    await door.signedIn()
    const isLoadedAnew = await door.markPage()
    await door.desk().click()
    await door.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(door.heading('Sign in to Farline')).toBeVisible()
    await expect.poll(isLoadedAnew).toBe(true)
  })

  test('with unsent work asks: staying comes first, locking is offered, leaving is possible', async ({ door }) => {
    await door.signedIn()
    door.standIn.door.waits(4, 'offline')
    await door.desk().click()
    await door.page.getByRole('menuitem', { name: 'Sign out' }).click()
    const question = door.page.getByRole('alertdialog', { name: 'Not everything has been sent' })
    await expect(question).toContainText('4 changes wait for the server.')
    await expect(question).toContainText('is sent when you sign in here again')
    await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused()
    await door.press('Enter')
    await expect(question).toHaveCount(0)
    await expect(door.desk()).toBeVisible()

    await door.desk().click()
    await door.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await question.getByRole('button', { name: 'Sign out anyway' }).click()
    await expect(door.heading('Sign in to Farline')).toBeVisible()
  })

  test('says when what was not sent is lost for good', async ({ door }) => {
    await door.signedIn()
    door.standIn.answers.refuseNext('UNSENT', { waiting: 1, isErased: true })
    await door.desk().click()
    await door.page.getByRole('menuitem', { name: 'Sign out' }).click()
    const question = door.page.getByRole('alertdialog')
    await expect(question).toContainText('lost for good')
    await question.getByRole('button', { name: 'Lock instead' }).click()
    await expect(door.heading('This desk is locked')).toBeVisible()
  })
})
