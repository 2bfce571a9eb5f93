import { expect } from '@playwright/test'
import { recoveryCodes, secret } from './support/stand-in/account.ts'
import { amara, code } from './support/stand-in/door.ts'
import { type DoorPage, test } from './support/stand-in/door-test.ts'

test.describe('a second factor that the organisation wants', () => {
  test('comes before anything else, and its recovery codes before the desk', async ({ door }) => {
    door.standIn.door.session.set(door.standIn.door.signedIn({ needsSecondFactor: true }))
    await door.open()
    await expect(door.heading('Set up a second factor')).toBeVisible()
    await expect(door.desk()).toHaveCount(0)
    await expect(door.page.getByLabel('Present password')).toBeFocused()
    await door.page.keyboard.type(amara.password)
    await door.press('Enter')
    await expect(door.page.getByRole('img', { name: /^QR code/ })).toBeVisible()
    expect((await door.page.locator('[data-secret]').innerText()).replace(/\s/g, '')).toBe(secret)
    await expect(door.page.getByLabel('Code from the app')).toBeFocused()
    await door.page.keyboard.type('000000')
    await door.press('Enter')
    await expect(door.page.getByRole('alert')).toContainText('This code does not fit')
    await door.page.keyboard.type(code)
    await door.press('Enter')
    await expect(door.heading('Recovery codes')).toBeFocused()
    for (const recoveryCode of recoveryCodes)
      await expect(door.page.getByText(recoveryCode, { exact: true })).toBeVisible()

    await door.page.getByRole('button', { name: 'Copy', exact: true }).click()
    await expect(door.page.getByRole('button', { name: 'Copied' })).toBeVisible()
    const copied = await door.page.evaluate(() => navigator.clipboard.readText())
    for (const recoveryCode of recoveryCodes) expect(copied).toContain(recoveryCode)
    const download = door.page.waitForEvent('download')
    await door.page.getByRole('button', { name: 'Save as file' }).click()
    expect((await download).suggestedFilename()).toBe('farline-recovery-codes.txt')

    await expect(door.page.getByRole('button', { name: 'Done' })).toBeDisabled()
    await door.page.getByRole('checkbox', { name: 'I have kept them.' }).focus()
    await door.press('Space', 'Tab', 'Enter')
    await expect(door.desk()).toBeVisible()
    await expect(door.page.getByText(recoveryCodes[0] ?? '')).toHaveCount(0)
  })

  test('can be left only by signing out', async ({ door }) => {
    door.standIn.door.session.set(door.standIn.door.signedIn({ needsSecondFactor: true }))
    await door.open()
    await door.page.getByRole('button', { name: 'Sign out' }).click()
    await expect(door.heading('Sign in to Farline')).toBeVisible()
  })
})

test.describe('a password that somebody else made', () => {
  test('is changed by its owner before anything else, also before a second factor', async ({ door }) => {
    door.standIn.door.session.set(door.standIn.door.signedIn({ mustChangePassword: true, needsSecondFactor: true }))
    await door.open()
    await expect(door.heading('Choose a password of your own')).toBeVisible()
    await expect(door.desk()).toHaveCount(0)
    const fresh = door.page.getByLabel('New password')
    await expect(door.page.getByLabel('Present password')).toBeFocused()
    await expect(door.page.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
    await door.page.keyboard.type(amara.password)
    await fresh.focus()
    await door.page.keyboard.type(amara.password)
    await door.press('Enter')
    await expect(door.page.getByRole('alert')).toContainText('The new password is the present one')
    await expect(fresh).toBeFocused()
    await fresh.fill('eleven boats in the fog')
    await door.press('Enter')
    await expect(door.heading('Set up a second factor')).toBeVisible()
    await expect(door.page.getByLabel('Present password')).toBeFocused()
  })

  test('can be left only by signing out', async ({ door }) => {
    door.standIn.door.session.set(door.standIn.door.signedIn({ mustChangePassword: true }))
    await door.open()
    await door.page.getByRole('button', { name: 'Sign out' }).click()
    await expect(door.heading('Sign in to Farline')).toBeVisible()
  })
})

test.describe('the account', () => {
  const panel = (door: DoorPage) => door.page.getByRole('dialog', { name: 'Account' })
  const openPanel = async (door: DoorPage) => {
    await door.signedIn()
    await door.desk().click()
    await door.page.getByRole('menuitem', { name: 'Account' }).click()
    await expect(panel(door)).toBeVisible()
  }

  test('lists where the agent is signed in, and ends a session elsewhere', async ({ door }) => {
    await openPanel(door)
    await expect(panel(door).getByRole('listitem')).toHaveCount(3)
    await expect(
      panel(door).getByRole('listitem').filter({ hasText: 'This computer' }).getByRole('button'),
    ).toHaveCount(0)
    await panel(door).getByRole('button', { name: 'End the session on Amara’s laptop' }).click()
    await expect(panel(door).getByRole('listitem')).toHaveCount(2)
    await expect(door.page.getByRole('status')).toHaveText('Session ended: Amara’s laptop')
    await expect(panel(door).getByRole('heading', { name: 'Where you are signed in' })).toBeFocused()
  })

  test('says so when the server does not answer, and asks it again', async ({ door }) => {
    await door.signedIn()
    door.standIn.answers.refuseNext('SERVER_UNREACHABLE')
    await door.desk().click()
    await door.page.getByRole('menuitem', { name: 'Account' }).click()
    await expect(panel(door)).toContainText('The server cannot be reached')
    await panel(door).getByRole('button', { name: 'Try again' }).click()
    await expect(panel(door).getByRole('listitem')).toHaveCount(3)
  })

  test('changes the password, with the rules said beforehand', async ({ door }) => {
    await openPanel(door)
    await panel(door).getByRole('button', { name: 'Change password' }).click()
    const present = panel(door).getByLabel('Present password')
    const fresh = panel(door).getByLabel('New password')
    await expect(present).toBeFocused()
    expect(await door.describedBy(fresh)).toContain('At least 10 characters')
    await present.fill(amara.password)
    await fresh.fill('short')
    await door.press('Enter')
    await expect(door.page.getByRole('alert')).toContainText('too easily guessed')
    await expect(fresh).toBeFocused()
    await present.fill('wrong')
    await fresh.fill('eleven boats in the fog')
    await door.press('Enter')
    await expect(door.page.getByRole('alert')).toContainText('This is not your present password')
    await expect(present).toBeFocused()
    await door.page.keyboard.type(amara.password)
    await door.press('Enter')
    await expect(door.page.getByRole('status')).toContainText('Password changed')
    await expect(panel(door).getByRole('button', { name: 'Change password' })).toBeVisible()
  })

  test('sets a second factor up and removes it again; the codes are not lost by a press beside them', async ({
    door,
  }) => {
    await openPanel(door)
    await panel(door).getByRole('button', { name: 'Set up' }).click()
    await door.page.keyboard.type(amara.password)
    await door.press('Enter')
    await expect(panel(door).getByLabel('Code from the app')).toBeFocused()
    await door.page.keyboard.type(code)
    await door.press('Enter')
    await expect(panel(door).getByRole('heading', { name: 'Recovery codes' })).toBeFocused()
    await door.press('Escape')
    await door.page.mouse.click(5, 5)
    await expect(panel(door).getByRole('heading', { name: 'Recovery codes' })).toBeVisible()
    await panel(door).getByText('I have kept them.').click()
    await panel(door).getByRole('button', { name: 'Done' }).click()
    await expect(panel(door)).toContainText('On: signing in also wants a code')

    await panel(door).getByRole('button', { name: 'Remove', exact: true }).click()
    door.standIn.answers.refuseNext('REQUIRED')
    await panel(door).getByLabel('Present password').fill(amara.password)
    await panel(door).getByLabel('Code', { exact: true }).fill(code)
    await door.press('Enter')
    await expect(door.page.getByRole('alert')).toContainText('it cannot be removed')
    await door.press('Enter')
    await expect(panel(door)).toContainText('Off: your password alone signs you in.')
  })
})
