import { expect } from '@playwright/test'
import { amara, code, fingerprint } from './support/stand-in/door.ts'
import { test } from './support/stand-in/door-test.ts'

test.describe('a new workstation', () => {
  test('goes by keyboard alone from the address to the sign-in', async ({ door }) => {
    door.standIn.door.isNew()
    await door.open()
    await expect(door.page.getByLabel('Server address')).toBeFocused()
    await door.page.keyboard.type('farline.meridian.example')
    await door.press('Enter')
    await expect(door.heading('Is this your server?')).toBeVisible()
    await expect(door.page.getByText('This computer trusts its certificate.')).toBeVisible()
    // The facts have the focus, so that they are read first; then the way back, then the way on.
    await door.press('Tab', 'Tab')
    await expect(door.page.getByRole('button', { name: 'Use this server' })).toBeFocused()
    await door.press('Enter')
    await expect(door.heading('Sign in to Farline')).toBeVisible()
    await expect(door.email()).toBeFocused()
    await expect(door.page.getByText('https://farline.meridian.example')).toBeVisible()
  })

  test('takes an unknown certificate only from somebody who says that they compared it', async ({ door }) => {
    door.standIn.door.isNew()
    door.standIn.door.answersAs({ trust: 'unknown-certificate', fingerprint })
    await door.open()
    await door.page.getByLabel('Server address').fill('farline.meridian.example')
    await door.press('Enter')
    const groups = door.page.getByRole('region', { name: /^Fingerprint/ }).getByRole('listitem')
    await expect(groups).toHaveCount(16)
    expect((await groups.allInnerTexts()).join(':')).toBe(fingerprint)
    await door.page.getByRole('button', { name: 'Use this server' }).click()
    await expect(door.page.getByText('Compare the fingerprint first').first()).toBeVisible()
    expect(door.standIn.door.session.get()).toEqual({ state: 'no-server' })
    await door.page.getByRole('checkbox', { name: /I have compared it/ }).focus()
    await door.press('Space')
    await door.page.getByRole('button', { name: 'Use this server' }).click()
    await expect(door.heading('Sign in to Farline')).toBeVisible()
  })

  test('looks again when the certificate changed in between', async ({ door }) => {
    door.standIn.door.isNew()
    await door.open()
    await door.page.getByLabel('Server address').fill('farline.meridian.example')
    await door.press('Enter')
    await expect(door.heading('Is this your server?')).toBeVisible()
    door.standIn.answers.refuseNext('CHANGED')
    await door.page.getByRole('button', { name: 'Use this server' }).click()
    await expect(door.page.getByLabel('Server address')).toHaveValue('farline.meridian.example')
    expect(await door.describedBy(door.page.getByLabel('Server address'))).toContain('The certificate changed')
  })

  for (const [refusal, words] of [
    ['BAD_ADDRESS', 'This is not an address'],
    ['UNREACHABLE', 'Nobody answers there'],
    ['NOT_FARLINE', 'not a Farline server'],
    ['NOT_ENCRYPTED', 'speaks without encryption'],
  ] as const) {
    test(`says what to do about ${refusal}`, async ({ door }) => {
      door.standIn.door.isNew()
      door.standIn.answers.refuseNext(refusal)
      await door.open()
      await door.page.getByLabel('Server address').fill('farline')
      await door.press('Enter')
      await expect(door.page.getByRole('alert')).toContainText(words)
      expect(await door.describedBy(door.page.getByLabel('Server address'))).toContain(words)
      await expect(door.page.getByLabel('Server address')).toBeFocused()
    })
  }

  test('can still be given another server while nobody is signed in, and comes back from that', async ({ door }) => {
    await door.open()
    await door.page.getByRole('button', { name: 'Another server' }).click()
    await expect(door.page.getByLabel('Server address')).toBeFocused()
    await door.page.getByRole('button', { name: 'Back' }).click()
    await expect(door.email()).toBeFocused()
    await door.page.getByRole('button', { name: 'Another server' }).click()
    door.standIn.door.answersAs({ url: 'http://127.0.0.1:4180', trust: 'this-computer', issuer: '', validUntilAt: 0 })
    await door.page.getByLabel('Server address').fill('127.0.0.1:4180')
    await door.press('Enter')
    await door.page.getByRole('button', { name: 'Use this server' }).click()
    await expect(door.page.getByText('http://127.0.0.1:4180')).toBeVisible()
    await expect(door.email()).toBeFocused()
  })
})

test.describe('signing in', () => {
  test('by keyboard alone, with a second factor that is pasted', async ({ door }) => {
    door.standIn.door.wantsCode(true)
    await door.open()
    await expect(door.email()).toHaveAttribute('autocomplete', 'username')
    await expect(door.password()).toHaveAttribute('autocomplete', 'current-password')
    await door.page.keyboard.type(amara.email)
    await door.press('Tab')
    await door.page.keyboard.type(amara.password)
    await door.press('Enter')
    const field = door.page.getByLabel('Code', { exact: true })
    await expect(field).toBeFocused()
    await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
    await door.page.evaluate((text) => navigator.clipboard.writeText(text), ` ${code.slice(0, 3)} ${code.slice(3)} `)
    await door.press('Control+v', 'Enter')
    await expect(door.desk()).toBeVisible()
  })

  test('the way back from the code keeps the e-mail', async ({ door }) => {
    door.standIn.door.wantsCode(true)
    await door.open()
    await door.email().fill(amara.email)
    await door.password().fill(amara.password)
    await door.press('Enter')
    await door.page.getByLabel('Code', { exact: true }).fill('000000')
    await door.press('Enter')
    await expect(door.page.getByRole('alert')).toContainText('This code does not fit')
    await expect(door.page.getByLabel('Code', { exact: true })).toBeFocused()
    await door.page.getByRole('button', { name: 'Back' }).click()
    await expect(door.email()).toHaveValue(amara.email)
    await expect(door.password()).toBeFocused()
    await expect(door.password()).toHaveValue('')
  })

  test('too many tries count down and then let go on', async ({ door }) => {
    door.standIn.answers.refuseNext('TOO_MANY_TRIES', { retryAfterMs: 4_500 })
    await door.open()
    await door.email().fill(amara.email)
    await door.password().fill('wrong')
    await door.press('Enter')
    await expect(door.page.getByRole('alert')).toContainText('Too many tries. You can try again in 5 seconds.')
    await expect(door.signInButton()).toBeDisabled()
    await expect(door.page.getByRole('main')).toContainText(/again in [1-4] seconds?/)
    await expect(door.page.getByRole('main')).toContainText('You can try again now.')
    await expect(door.page.getByRole('status')).toHaveText('You can try again now.')
    await expect(door.signInButton()).toBeEnabled()
  })

  for (const [refusal, words] of [
    ['SERVER_UNREACHABLE', 'The server cannot be reached'],
    ['DEVICE_REVOKED', 'This computer may no longer be used with Farline'],
    ['WIPED', 'had this computer erased'],
  ] as const) {
    test(`says ${refusal} in its place`, async ({ door }) => {
      door.standIn.answers.refuseNext(refusal)
      await door.open()
      await door.email().fill(amara.email)
      await door.password().fill(amara.password)
      await door.press('Enter')
      await expect(door.page.getByRole('alert')).toContainText(words)
      expect(await door.describedBy(door.password())).toContain(words)
    })
  }

  test('says that it is under way, and takes no second press', async ({ door }) => {
    await door.open()
    await door.email().fill(amara.email)
    await door.password().fill(amara.password)
    const release = door.standIn.answers.holdNext()
    await door.press('Enter')
    await expect(door.page.getByRole('button', { name: 'Signing in' })).toBeDisabled()
    release()
    await expect(door.desk()).toBeVisible()
  })

  test('shows what is typed only when asked to, and notices Caps Lock', async ({ door }) => {
    await door.open()
    await door.password().fill('Secret')
    await expect(door.password()).toHaveAttribute('type', 'password')
    await door.page.getByRole('button', { name: 'Show what you type' }).click()
    await expect(door.password()).toHaveAttribute('type', 'text')
    await expect(door.page.getByRole('button', { name: 'Show what you type' })).toHaveAttribute('aria-pressed', 'true')
    await door.password().dispatchEvent('keydown', { key: 'A', modifierCapsLock: true })
    await expect(door.page.getByRole('status')).toHaveText('Caps Lock is on')
    expect(await door.describedBy(door.password())).toContain('Caps Lock is on')
  })

  for (const [problem, words] of [
    ['session/ended-by-server', 'The server ended your session'],
    ['session/token-reused', 'An old key of this session was used again'],
    ['session/erased', 'had what Farline kept on this computer erased'],
    ['session/expired-offline', 'without the server for too long'],
    ['session/something-new', 'The server ended your session'],
  ] as const) {
    test(`tells why a session ended: ${problem}`, async ({ door }) => {
      door.standIn.door.session.set({ state: 'signed-out', problem })
      await door.open()
      await expect(door.page.getByRole('main')).toContainText(words)
    })
  }

  test('says plainly that a computer without a keyring keeps nothing', async ({ door }) => {
    door.standIn.keepsKeys('memory-only')
    await door.open()
    await expect(door.page.getByRole('main')).toContainText('what you read here is gone when Farline ends')
  })
})
