import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../testing/temp-folder.ts'
import { createStartAtLogin } from './login-item.ts'
import { xdgLoginItem } from './xdg-login-item.ts'

const command = ['/opt/Farline/farline', '--data=/home/amara/farline']

it('writes an entry that the desktop starts, and removes it', async () => {
  const configHome = await tempFolder()
  const file = path.join(configHome, 'autostart/farline.desktop')
  const item = await createStartAtLogin(xdgLoginItem(configHome, command), () => undefined)
  expect(item.state.get()).toEqual({ state: 'off', problem: null })
  await item.set(true)
  expect(item.state.get()).toEqual({ state: 'on', problem: null })
  expect(await readFile(file, 'utf8')).toContain('Exec="/opt/Farline/farline" "--data=/home/amara/farline"')
  await item.set(false)
  expect(item.state.get()).toEqual({ state: 'off', problem: null })
  await expect(readFile(file)).rejects.toThrow('ENOENT')
})

it('sees that a desktop has switched the entry off', async () => {
  const configHome = await tempFolder()
  const item = xdgLoginItem(configHome, command)
  await item.set(true)
  await writeFile(path.join(configHome, 'autostart/farline.desktop'), '[Desktop Entry]\nHidden=true\n')
  expect(await item.isOn()).toBe(false)
})

it('says so when the entry cannot be written', async () => {
  const configHome = await tempFolder()
  // Where a folder is needed, there is a file.
  await writeFile(path.join(configHome, 'autostart'), '')
  const reported: unknown[] = []
  const item = await createStartAtLogin(xdgLoginItem(configHome, command), (error) => reported.push(error))
  await item.set(true)
  expect(item.state.get()).toMatchObject({ state: 'off', problem: expect.stringMatching(/^login-item\//) })
  expect(reported).not.toEqual([])
})

it('is unsupported where the host cannot do it', async () => {
  const item = await createStartAtLogin(null, () => undefined)
  await item.set(true)
  expect(item.state.get()).toEqual({ state: 'unsupported', problem: null })
})
