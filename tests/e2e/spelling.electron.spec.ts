import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { startDemoServer } from './support/demo-server.ts'
import { openElectronDesk } from './support/electron-desk.ts'
import { projectRoot } from './support/launcher.ts'
import { Workstation } from './support/workstation.ts'

test('a word that is spelt wrongly is marked, with suggestions, from what lies on this computer', async () => {
  const isBuilt = existsSync(path.join(projectRoot, 'out/dictionaries/en.bdic'))
  test.skip(!isBuilt, 'this build has no dictionaries: the packages dictionary-* are not installed')
  const server = await startDemoServer()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-spelling-'))
  const { app, window } = await openElectronDesk({ serverUrl: server.url, dataDir, signIn: server.signIn })
  const agent = new Workstation(window)
  await agent.isReady()
  await agent.list.getByRole('option').first().click()
  // What the menu would show: one that stands open on the screen takes every key and click.
  await app.evaluate(({ Menu }) => {
    const shown: Electron.Menu[] = []
    Object.assign(globalThis, { shown })
    Menu.prototype.popup = function keep(this: Electron.Menu) {
      shown.push(this)
    }
  })
  /** The words of the menu for the first word of the reply. */
  const menuFor = async (word: string): Promise<readonly string[]> => {
    await agent.composer.fill('')
    await agent.composer.pressSequentially(`${word} `)
    await agent.composer.click({ button: 'right', position: { x: 14, y: 14 } })
    const labels = () =>
      app.evaluate(() => (Reflect.get(globalThis, 'shown') as Electron.Menu[]).at(-1)?.items.map(({ label }) => label))
    await expect.poll(async () => (await labels())?.includes('Select all')).toBe(true)
    return (await labels()) ?? []
  }
  // The first word asks for the dictionary; until it is read, nothing is marked.
  await expect.poll(() => menuFor('recieve')).toContain('receive')
  await app.evaluate(() => {
    const menu = (Reflect.get(globalThis, 'shown') as Electron.Menu[]).at(-1)
    menu?.items.find(({ label }) => label === 'receive')?.click()
  })
  await expect(agent.composer).toHaveValue('receive ')
  await expect.poll(() => menuFor('receive')).toEqual(['Cut', 'Copy', 'Paste', '', 'Select all'])
  await app.close()
  await server.remove()
  await rm(dataDir, { recursive: true, force: true })
})
