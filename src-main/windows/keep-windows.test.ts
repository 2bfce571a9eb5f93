import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { keepWindows, openWindowsFile } from './keep-windows.ts'
import type { KeptWindows } from './window-record.ts'

const kept: KeptWindows = {
  open: [
    {
      id: 1,
      place: { kind: 'conversation', conversationId: 'c-9' },
      bounds: { x: -1280, y: 0, width: 720, height: 800 },
      display: 4_611_686_018,
      state: 'normal',
      isAlwaysOnTop: false,
    },
  ],
  last: { softphone: { bounds: { x: 0, y: 0, width: 320, height: 420 }, display: 1, state: 'normal' } },
}

async function openFile() {
  const folder = await tempFolder()
  const damaged: string[] = []
  return { folder, damaged, file: openWindowsFile(folder, () => damaged.push('windows.json')) }
}

it('brings back the list as it was, also windows on a monitor to the left of the first one', async () => {
  const { file, damaged } = await openFile()
  expect(await file.read()).toBeNull()
  const writer = keepWindows(file, createManualTime().timers, () => undefined)
  writer.write(kept)
  await writer.flush()
  expect(await file.read()).toEqual(kept)
  expect(damaged).toEqual([])
})

it.each([
  ['cut off', (content: string) => content.slice(0, -20)],
  ['of another kind', () => '{"open":[{"id":1,"place":{"kind":"elsewhere"}}],"last":{}}'],
  ['with more than ids in it', (content: string) => content.replace('"kind"', '"subject":"My order","kind"')],
  ['empty', () => ''],
])('sets a list aside that is %s, and says so once', async (_, damage) => {
  const { file, folder, damaged } = await openFile()
  await file.write(kept)
  const name = path.join(folder, 'windows.json')
  await writeFile(name, damage(await readFile(name, 'utf8')))
  expect([await file.read(), await file.read()]).toEqual([null, null])
  expect(damaged).toEqual(['windows.json'])
  expect(await readdir(folder)).toEqual(['windows.json.damaged'])
})
