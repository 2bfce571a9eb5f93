import { type BrowserContext, type Locator, type Page, expect, test } from '@playwright/test'
import { recoveryCodes, secret } from './support/stand-in/account.ts'
import { amara, code, fingerprint } from './support/stand-in/door.ts'
import { type StandIn, type StandInParts, startStandIn } from './support/stand-in/stand-in.ts'

let running: StandIn
let context: BrowserContext
let standIn: StandInParts
let page: Page
let said: string[]

test.beforeAll(async ({ browser }) => {
  running = await startStandIn()
  context = await browser.newContext({
    viewport: { width: 1024, height: 720 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
})

test.afterAll(async () => {
  await context.close()
  await running.stop()
})

test.beforeEach(async () => {
  running.reset()
  standIn = running.now()
  page = await context.newPage()
  said = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
})

test.afterEach(async () => {
  await page.close()
  expect(said).toEqual([])
})

const open = () => page.goto(running.entryUrl)
const email = () => page.getByLabel('E-mail')
const password = () => page.getByLabel('Password', { exact: true })
const signInButton = () => page.getByRole('button', { name: 'Sign in' })
const desk = () => page.getByRole('button', { name: `${amara.name}, ${amara.email}` })
const heading = (name: string) => page.getByRole('heading', { name })
const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())

/** What a screen reader is told by a field's description. */
async function describedBy(field: Locator): Promise<string> {
  const ids = ((await field.getAttribute('aria-describedby')) ?? '').split(' ').filter((id) => id !== '')
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()))
  return texts.join(' ')
}

/** A page that was loaded anew knows nothing of the one before it. */
async function markPage(): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(window, { isMarked: true }))
  return () => page.evaluate(() => !('isMarked' in window))
}

async function signedIn(): Promise<void> {
  standIn.door.session.set(standIn.door.signedIn())
  await open()
  await expect(desk()).toBeVisible()
}

test.describe('a new workstation', () => {
  test('goes by keyboard alone from the address to the sign-in', async () => {
    standIn.door.isNew()
    await open()
    await expect(page.getByLabel('Server address')).toBeFocused()
    await page.keyboard.type('farline.meridian.example')
    await press('Enter')
    await expect(heading('Is this your server?')).toBeVisible()
    await expect(page.getByText('This computer trusts its certificate.')).toBeVisible()
    // The facts have the focus, so that they are read first; then the way back, then the way on.
    await press('Tab', 'Tab')
    await expect(page.getByRole('button', { name: 'Use this server' })).toBeFocused()
    await press('Enter')
    await expect(heading('Sign in to Farline')).toBeVisible()
    await expect(email()).toBeFocused()
    await expect(page.getByText('https://farline.meridian.example')).toBeVisible()
  })

  test('takes an unknown certificate only from somebody who says that they compared it', async () => {
    standIn.door.isNew()
    standIn.door.answersAs({ trust: 'unknown-certificate', fingerprint })
    await open()
    await page.getByLabel('Server address').fill('farline.meridian.example')
    await press('Enter')
    const groups = page.getByRole('region', { name: /^Fingerprint/ }).getByRole('listitem')
    await expect(groups).toHaveCount(16)
    expect((await groups.allInnerTexts()).join(':')).toBe(fingerprint)
    await page.getByRole('button', { name: 'Use this server' }).click()
    await expect(page.getByText('Compare the fingerprint first').first()).toBeVisible()
    expect(standIn.door.session.get()).toEqual({ state: 'no-server' })
    await page.getByRole('checkbox', { name: /I have compared it/ }).focus()
    await press('Space')
    await page.getByRole('button', { name: 'Use this server' }).click()
    await expect(heading('Sign in to Farline')).toBeVisible()
  })

  test('looks again when the certificate changed in between', async () => {
    standIn.door.isNew()
    await open()
    await page.getByLabel('Server address').fill('farline.meridian.example')
    await press('Enter')
    await expect(heading('Is this your server?')).toBeVisible()
    standIn.answers.refuseNext('CHANGED')
    await page.getByRole('button', { name: 'Use this server' }).click()
    await expect(page.getByLabel('Server address')).toHaveValue('farline.meridian.example')
    expect(await describedBy(page.getByLabel('Server address'))).toContain('The certificate changed')
  })

  for (const [refusal, words] of [
    ['BAD_ADDRESS', 'This is not an address'],
    ['UNREACHABLE', 'Nobody answers there'],
    ['NOT_FARLINE', 'not a Farline server'],
    ['NOT_ENCRYPTED', 'speaks without encryption'],
  ] as const) {
    test(`says what to do about ${refusal}`, async () => {
      standIn.door.isNew()
      standIn.answers.refuseNext(refusal)
      await open()
      await page.getByLabel('Server address').fill('farline')
      await press('Enter')
      await expect(page.getByRole('alert')).toContainText(words)
      expect(await describedBy(page.getByLabel('Server address'))).toContain(words)
      await expect(page.getByLabel('Server address')).toBeFocused()
    })
  }

  test('can still be given another server while nobody is signed in, and comes back from that', async () => {
    await open()
    await page.getByRole('button', { name: 'Another server' }).click()
    await expect(page.getByLabel('Server address')).toBeFocused()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(email()).toBeFocused()
    await page.getByRole('button', { name: 'Another server' }).click()
    standIn.door.answersAs({ url: 'http://127.0.0.1:4180', trust: 'this-computer', issuer: '', validUntilAt: 0 })
    await page.getByLabel('Server address').fill('127.0.0.1:4180')
    await press('Enter')
    await page.getByRole('button', { name: 'Use this server' }).click()
    await expect(page.getByText('http://127.0.0.1:4180')).toBeVisible()
    await expect(email()).toBeFocused()
  })
})

test.describe('signing in', () => {
  test('by keyboard alone, with a second factor that is pasted', async () => {
    standIn.door.wantsCode(true)
    await open()
    await expect(email()).toHaveAttribute('autocomplete', 'username')
    await expect(password()).toHaveAttribute('autocomplete', 'current-password')
    await page.keyboard.type(amara.email)
    await press('Tab')
    await page.keyboard.type(amara.password)
    await press('Enter')
    const field = page.getByLabel('Code', { exact: true })
    await expect(field).toBeFocused()
    await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
    await page.evaluate((text) => navigator.clipboard.writeText(text), ` ${code.slice(0, 3)} ${code.slice(3)} `)
    await press('Control+v', 'Enter')
    await expect(desk()).toBeVisible()
  })

  test('the way back from the code keeps the e-mail', async () => {
    standIn.door.wantsCode(true)
    await open()
    await email().fill(amara.email)
    await password().fill(amara.password)
    await press('Enter')
    await page.getByLabel('Code', { exact: true }).fill('000000')
    await press('Enter')
    await expect(page.getByRole('alert')).toContainText('This code does not fit')
    await expect(page.getByLabel('Code', { exact: true })).toBeFocused()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(email()).toHaveValue(amara.email)
    await expect(password()).toBeFocused()
    await expect(password()).toHaveValue('')
  })

  test('too many tries count down and then let go on', async () => {
    standIn.answers.refuseNext('TOO_MANY_TRIES', { retryAfterMs: 4_500 })
    await open()
    await email().fill(amara.email)
    await password().fill('wrong')
    await press('Enter')
    await expect(page.getByRole('alert')).toContainText('Too many tries. You can try again in 5 seconds.')
    await expect(signInButton()).toBeDisabled()
    await expect(page.getByRole('main')).toContainText(/again in [1-4] seconds?/)
    await expect(page.getByRole('main')).toContainText('You can try again now.')
    await expect(page.getByRole('status')).toHaveText('You can try again now.')
    await expect(signInButton()).toBeEnabled()
  })

  for (const [refusal, words] of [
    ['SERVER_UNREACHABLE', 'The server cannot be reached'],
    ['DEVICE_REVOKED', 'This computer may no longer be used with Farline'],
    ['WIPED', 'had this computer erased'],
  ] as const) {
    test(`says ${refusal} in its place`, async () => {
      standIn.answers.refuseNext(refusal)
      await open()
      await email().fill(amara.email)
      await password().fill(amara.password)
      await press('Enter')
      await expect(page.getByRole('alert')).toContainText(words)
      expect(await describedBy(password())).toContain(words)
    })
  }

  test('says that it is under way, and takes no second press', async () => {
    await open()
    await email().fill(amara.email)
    await password().fill(amara.password)
    const release = standIn.answers.holdNext()
    await press('Enter')
    await expect(page.getByRole('button', { name: 'Signing in' })).toBeDisabled()
    release()
    await expect(desk()).toBeVisible()
  })

  test('shows what is typed only when asked to, and notices Caps Lock', async () => {
    await open()
    await password().fill('Secret')
    await expect(password()).toHaveAttribute('type', 'password')
    await page.getByRole('button', { name: 'Show what you type' }).click()
    await expect(password()).toHaveAttribute('type', 'text')
    await expect(page.getByRole('button', { name: 'Show what you type' })).toHaveAttribute('aria-pressed', 'true')
    await password().dispatchEvent('keydown', { key: 'A', modifierCapsLock: true })
    await expect(page.getByRole('status')).toHaveText('Caps Lock is on')
    expect(await describedBy(password())).toContain('Caps Lock is on')
  })

  for (const [problem, words] of [
    ['session/ended-by-server', 'The server ended your session'],
    ['session/token-reused', 'An old key of this session was used again'],
    ['session/erased', 'had what Farline kept on this computer erased'],
    ['session/expired-offline', 'without the server for too long'],
    ['session/something-new', 'The server ended your session'],
  ] as const) {
    test(`tells why a session ended: ${problem}`, async () => {
      standIn.door.session.set({ state: 'signed-out', problem })
      await open()
      await expect(page.getByRole('main')).toContainText(words)
    })
  }

  test('says plainly that a computer without a keyring keeps nothing', async () => {
    standIn.keepsKeys('memory-only')
    await open()
    await expect(page.getByRole('main')).toContainText('what you read here is gone when Farline ends')
  })
})

test.describe('a locked desk', () => {
  test('closes from the middle of writing, forgets the page, and opens with the password', async () => {
    await signedIn()
    standIn.door.waits(3)
    const isLoadedAnew = await markPage()
    await press('Control+k')
    await page.keyboard.type('half a thou')
    await press('Control+l')
    await expect(heading('This desk is locked')).toBeVisible()
    await expect.poll(isLoadedAnew).toBe(true)
    await expect(page.getByRole('main')).toContainText('What you did goes on being sent: 3 changes wait.')
    await expect(password()).toBeFocused()
    await page.keyboard.type('wrong')
    await press('Enter')
    await expect(page.getByRole('alert')).toContainText('This password does not fit.')
    await expect(password()).toBeFocused()
    await page.keyboard.type(amara.password)
    await press('Enter')
    await expect(desk()).toBeVisible()
  })

  for (const place of ['the account menu', 'a dialog', 'the second factor’s page'] as const) {
    test(`is reached by its key from ${place}`, async () => {
      await signedIn()
      if (place === 'the account menu') {
        await desk().click()
        await expect(page.getByRole('menuitem', { name: 'Lock' })).toBeVisible()
      }
      if (place === 'a dialog') {
        standIn.answers.refuseNext('UNSENT', { waiting: 1, isErased: false })
        await desk().click()
        await page.getByRole('menuitem', { name: 'Sign out' }).click()
        await expect(page.getByRole('alertdialog')).toBeVisible()
      }
      if (place === 'the second factor’s page') {
        standIn.door.session.set(standIn.door.signedIn({ needsSecondFactor: true }))
        await expect(heading('Set up a second factor')).toBeVisible()
      }
      await press('Control+l')
      await expect(heading('This desk is locked')).toBeVisible()
    })
  }

  test('closes every window when main locks it, and says why', async () => {
    await signedIn()
    const isLoadedAnew = await markPage()
    standIn.door.session.set(standIn.door.locked({ reason: 'suspended' }))
    await expect(page.getByRole('main')).toContainText('The computer was asleep.')
    await expect.poll(isLoadedAnew).toBe(true)
  })

  test('counts down to the next try, also in a window that saw none of the tries', async () => {
    standIn.door.session.set(standIn.door.locked())
    await open()
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeEnabled()
    standIn.door.session.set(standIn.door.locked({ nextTryAt: Date.now() + 4_000 }))
    await expect(page.getByRole('main')).toContainText(/You can try again in \d seconds?/)
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeDisabled()
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeEnabled()
  })

  test('says when only the server can open it', async () => {
    standIn.door.session.set(standIn.door.locked({ needsServer: true }))
    standIn.answers.refuseNext('SERVER_UNREACHABLE')
    await open()
    await expect(page.getByRole('main')).toContainText('only the server can open this desk now')
    await password().fill(amara.password)
    await press('Enter')
    await expect(page.getByRole('alert')).toContainText('it cannot be reached')
  })

  test('warns two days before it erases itself, and not earlier', async () => {
    standIn.door.session.set(standIn.door.locked({ keptUntilAt: Date.now() + 49 * 3_600_000 }))
    await open()
    await expect(heading('This desk is locked')).toBeVisible()
    await expect(page.locator('[data-kept-until]')).toHaveCount(0)
    standIn.door.session.set(standIn.door.locked({ keptUntilAt: Date.now() + 47 * 3_600_000 }))
    await expect(page.locator('[data-kept-until]')).toContainText('this desk erases itself')
  })

  test('asks for the second factor when the server wants it again', async () => {
    standIn.door.wantsCode(true)
    standIn.door.session.set(standIn.door.locked())
    await open()
    await password().fill(amara.password)
    await press('Enter')
    await expect(page.getByLabel('Code', { exact: true })).toBeFocused()
    await page.keyboard.type(code)
    await press('Enter')
    await expect(desk()).toBeVisible()
  })

  test('stays locked while somebody else signs in beside it', async () => {
    standIn.door.session.set(standIn.door.locked())
    await open()
    await page.getByRole('button', { name: 'Someone else' }).click()
    await expect(page.getByRole('main')).toContainText('The desk of Amara Okafor stays locked on this computer')
    await expect(email()).toBeFocused()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(heading('This desk is locked')).toBeVisible()
  })

  test('that the server erased says so at the sign-in', async () => {
    standIn.door.session.set(standIn.door.locked())
    await open()
    standIn.answers.refuseNext('WIPED')
    await password().fill(amara.password)
    await press('Enter')
    await expect(page.getByRole('alert')).toContainText('had this computer erased')
    standIn.door.session.set({ state: 'signed-out', problem: 'session/erased' })
    await expect(page.getByRole('main')).toContainText('had what Farline kept on this computer erased')
  })
})

test('a desk says that somebody works at it, however much they do not more than twice a minute', async () => {
  await signedIn()
  expect(standIn.door.timesActive()).toBe(0)
  await page.mouse.move(300, 300)
  await expect.poll(() => standIn.door.timesActive()).toBe(1)
  for (const key of 'jkjkjk') await page.keyboard.press(key)
  await page.mouse.move(400, 400)
  await page.mouse.wheel(0, 40)
  // Answered after all that was said before it.
  await page.keyboard.press('Control+l')
  await expect(heading('This desk is locked')).toBeVisible()
  expect(standIn.door.timesActive()).toBe(1)
})

test.describe('leaving', () => {
  test('with nothing unsent signs out at once, and forgets the page', async () => {
    await signedIn()
    const isLoadedAnew = await markPage()
    await desk().click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(heading('Sign in to Farline')).toBeVisible()
    await expect.poll(isLoadedAnew).toBe(true)
  })

  test('with unsent work asks: staying comes first, locking is offered, leaving is possible', async () => {
    await signedIn()
    standIn.door.waits(4, 'offline')
    await desk().click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    const question = page.getByRole('alertdialog', { name: 'Not everything has been sent' })
    await expect(question).toContainText('4 changes wait for the server.')
    await expect(question).toContainText('is sent when you sign in here again')
    await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused()
    await press('Enter')
    await expect(question).toHaveCount(0)
    await expect(desk()).toBeVisible()

    await desk().click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await question.getByRole('button', { name: 'Sign out anyway' }).click()
    await expect(heading('Sign in to Farline')).toBeVisible()
  })

  test('says when what was not sent is lost for good', async () => {
    await signedIn()
    standIn.answers.refuseNext('UNSENT', { waiting: 1, isErased: true })
    await desk().click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    const question = page.getByRole('alertdialog')
    await expect(question).toContainText('lost for good')
    await question.getByRole('button', { name: 'Lock instead' }).click()
    await expect(heading('This desk is locked')).toBeVisible()
  })
})

test.describe('a second factor that the organisation wants', () => {
  test('comes before anything else, and its recovery codes before the desk', async () => {
    standIn.door.session.set(standIn.door.signedIn({ needsSecondFactor: true }))
    await open()
    await expect(heading('Set up a second factor')).toBeVisible()
    await expect(desk()).toHaveCount(0)
    await expect(page.getByLabel('Present password')).toBeFocused()
    await page.keyboard.type(amara.password)
    await press('Enter')
    await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible()
    expect((await page.locator('[data-secret]').innerText()).replace(/\s/g, '')).toBe(secret)
    await expect(page.getByLabel('Code from the app')).toBeFocused()
    await page.keyboard.type('000000')
    await press('Enter')
    await expect(page.getByRole('alert')).toContainText('This code does not fit')
    await page.keyboard.type(code)
    await press('Enter')
    await expect(heading('Recovery codes')).toBeFocused()
    for (const recoveryCode of recoveryCodes) await expect(page.getByText(recoveryCode, { exact: true })).toBeVisible()

    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    for (const recoveryCode of recoveryCodes) expect(copied).toContain(recoveryCode)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as file' }).click()
    expect((await download).suggestedFilename()).toBe('farline-recovery-codes.txt')

    await expect(page.getByRole('button', { name: 'Done' })).toBeDisabled()
    await page.getByRole('checkbox', { name: 'I have kept them.' }).focus()
    await press('Space', 'Tab', 'Enter')
    await expect(desk()).toBeVisible()
    await expect(page.getByText(recoveryCodes[0] ?? '')).toHaveCount(0)
  })

  test('can be left only by signing out', async () => {
    standIn.door.session.set(standIn.door.signedIn({ needsSecondFactor: true }))
    await open()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(heading('Sign in to Farline')).toBeVisible()
  })
})

test.describe('the account', () => {
  const panel = () => page.getByRole('dialog', { name: 'Account' })
  const openPanel = async () => {
    await signedIn()
    await desk().click()
    await page.getByRole('menuitem', { name: 'Account' }).click()
    await expect(panel()).toBeVisible()
  }

  test('lists where the agent is signed in, and ends a session elsewhere', async () => {
    await openPanel()
    await expect(panel().getByRole('listitem')).toHaveCount(3)
    await expect(panel().getByRole('listitem').filter({ hasText: 'This computer' }).getByRole('button')).toHaveCount(0)
    await panel().getByRole('button', { name: 'End the session on Amara’s laptop' }).click()
    await expect(panel().getByRole('listitem')).toHaveCount(2)
    await expect(page.getByRole('status')).toHaveText('Session ended: Amara’s laptop')
    await expect(panel().getByRole('heading', { name: 'Where you are signed in' })).toBeFocused()
  })

  test('says so when the server does not answer, and asks it again', async () => {
    await signedIn()
    standIn.answers.refuseNext('SERVER_UNREACHABLE')
    await desk().click()
    await page.getByRole('menuitem', { name: 'Account' }).click()
    await expect(panel()).toContainText('The server cannot be reached')
    await panel().getByRole('button', { name: 'Try again' }).click()
    await expect(panel().getByRole('listitem')).toHaveCount(3)
  })

  test('changes the password, with the rules said beforehand', async () => {
    await openPanel()
    await panel().getByRole('button', { name: 'Change password' }).click()
    const present = panel().getByLabel('Present password')
    const fresh = panel().getByLabel('New password')
    await expect(present).toBeFocused()
    expect(await describedBy(fresh)).toContain('At least 10 characters')
    await present.fill(amara.password)
    await fresh.fill('short')
    await press('Enter')
    await expect(page.getByRole('alert')).toContainText('too easily guessed')
    await expect(fresh).toBeFocused()
    await present.fill('wrong')
    await fresh.fill('eleven boats in the fog')
    await press('Enter')
    await expect(page.getByRole('alert')).toContainText('This is not your present password')
    await expect(present).toBeFocused()
    await page.keyboard.type(amara.password)
    await press('Enter')
    await expect(page.getByRole('status')).toContainText('Password changed')
    await expect(panel().getByRole('button', { name: 'Change password' })).toBeVisible()
  })

  test('sets a second factor up and removes it again; the codes are not lost by a press beside them', async () => {
    await openPanel()
    await panel().getByRole('button', { name: 'Set up' }).click()
    await page.keyboard.type(amara.password)
    await press('Enter')
    await expect(panel().getByLabel('Code from the app')).toBeFocused()
    await page.keyboard.type(code)
    await press('Enter')
    await expect(panel().getByRole('heading', { name: 'Recovery codes' })).toBeFocused()
    await press('Escape')
    await page.mouse.click(5, 5)
    await expect(panel().getByRole('heading', { name: 'Recovery codes' })).toBeVisible()
    await panel().getByText('I have kept them.').click()
    await panel().getByRole('button', { name: 'Done' }).click()
    await expect(panel()).toContainText('On: signing in also wants a code')

    await panel().getByRole('button', { name: 'Remove', exact: true }).click()
    standIn.answers.refuseNext('REQUIRED')
    await panel().getByLabel('Present password').fill(amara.password)
    await panel().getByLabel('Code', { exact: true }).fill(code)
    await press('Enter')
    await expect(page.getByRole('alert')).toContainText('it cannot be removed')
    await press('Enter')
    await expect(panel()).toContainText('Off: your password alone signs you in.')
  })
})
