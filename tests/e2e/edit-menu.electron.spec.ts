import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page, expect, test } from '@playwright/test'
import ar from '#shared/words/system/ar.json' with { type: 'json' }
import zhHans from '#shared/words/system/zh-Hans.json' with { type: 'json' }
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type ElectronDesk, nextWindow, openElectronDesk } from './support/electron-desk.ts'
import { Workstation } from './support/workstation.ts'

let server: DemoServer
let dataDir: string
let desk: ElectronDesk
let settings: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  server = await startDemoServer()
  dataDir = await mkdtemp(path.join(tmpdir(), 'farline-edit-menu-'))
  desk = await openElectronDesk({ serverUrl: server.url, dataDir, signIn: server.signIn })
  const agent = new Workstation(desk.window)
  await agent.isReady()
  await agent.list.getByRole('option').first().click()
  await expect(agent.composer).toBeVisible()
  const opened = nextWindow(desk.app)
  await desk.window.keyboard.press('Control+Comma')
  settings = await opened
  // What the menu would show: one that stands open on the screen takes every key and click.
  await desk.app.evaluate(({ Menu }) => {
    const shown: Electron.Menu[] = []
    Object.assign(globalThis, { shown })
    Menu.prototype.popup = function keep(this: Electron.Menu) {
      shown.push(this)
    }
  })
})

test.afterAll(async () => {
  await desk?.app.close()
  await server?.remove()
  await rm(dataDir, { recursive: true, force: true })
})

const menusShown = () => desk.app.evaluate(() => (Reflect.get(globalThis, 'shown') as Electron.Menu[]).length)

/** What the menu that this opens offers, what cannot be done now in brackets. */
async function menuAfter(open: () => Promise<void>): Promise<readonly string[]> {
  const before = await menusShown()
  await open()
  await expect.poll(menusShown).toBe(before + 1)
  return desk.app.evaluate(() =>
    ((Reflect.get(globalThis, 'shown') as Electron.Menu[]).at(-1)?.items ?? []).map(({ label, enabled }) =>
      enabled ? label : `(${label})`,
    ),
  )
}

/** The menu of the whole program. */
const appMenu = () =>
  desk.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) => [
      label,
      ...(submenu?.items ?? []).map((item) => item.label),
    ]),
  )

const languages = [
  { name: '简体中文', locale: 'zh-Hans', words: zhHans.menu },
  { name: 'العربية', locale: 'ar', words: ar.menu },
] as const

for (const { name, locale, words } of languages) {
  test(`${locale}: the menus speak the chosen language, and offer what the place allows`, async () => {
    const { window } = desk
    const field = window.getByRole('textbox').last()
    const onField = () => field.click({ button: 'right', position: { x: 14, y: 14 } })
    await settings.getByRole('radio', { name }).check()
    await expect(window.locator('html')).toHaveAttribute('lang', locale)

    await test.step('the menu of the program', async () => {
      await expect
        .poll(async () => (await appMenu()).map(([label]) => label))
        .toEqual([words.file, words.edit, words.view, words.window])
      const [file, edit] = await appMenu()
      expect(file).toEqual([words.file, words.newWindow, words.quit])
      expect(edit?.filter(Boolean)).toEqual([
        words.edit,
        words.undo,
        words.redo,
        words.cut,
        words.copy,
        words.paste,
        words.selectAll,
      ])
    })

    await test.step('a field with nothing selected', async () => {
      await field.fill('12345')
      await field.press('End')
      await desk.app.evaluate(({ clipboard }) => clipboard.writeText('a text'))
      expect(await menuAfter(onField)).toEqual([`(${words.cut})`, `(${words.copy})`, words.paste, '', words.selectAll])
    })

    await test.step('a field whose text is selected', async () => {
      await field.press('Control+a')
      expect(await menuAfter(onField)).toEqual([words.cut, words.copy, words.paste, '', words.selectAll])
    })

    await test.step('a text that is only read', async () => {
      const message = window.getByRole('article').first().getByText(/\w/).last()
      await message.selectText()
      expect(await menuAfter(() => message.click({ button: 'right' }))).toEqual([words.copy, '', words.selectAll])
    })

    await test.step('where there is nothing to do, nothing is offered', async () => {
      const before = await menusShown()
      await window.getByRole('listbox').first().click({ button: 'right' })
      // A menu that did open would stand before this one.
      await menuAfter(onField)
      expect(await menusShown()).toBe(before + 1)
    })
  })
}
