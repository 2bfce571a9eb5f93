import { expect, it } from 'vitest'
import { chooseHost } from './choose-host.ts'

const found = () => Promise.resolve('/opt/electron')
const notFound = () => Promise.resolve(undefined)
const display = { DISPLAY: ':0' }

it('takes Electron where a display and its binary are there', async () => {
  expect(await chooseHost('auto', { platform: 'linux', env: display, findElectron: found })).toMatchObject({
    host: 'electron',
    executable: '/opt/electron',
  })
  expect(await chooseHost('auto', { platform: 'darwin', env: {}, findElectron: found })).toMatchObject({
    host: 'electron',
  })
})

it('falls back to the browser host and says why', async () => {
  expect(await chooseHost('auto', { platform: 'linux', env: {}, findElectron: found })).toEqual({
    host: 'browser',
    reason: 'there is no display',
  })
  expect(await chooseHost('auto', { platform: 'linux', env: display, findElectron: notFound })).toEqual({
    host: 'browser',
    reason: 'Electron is not installed and could not be fetched',
  })
})

it('obeys a wish, or says what it would take', async () => {
  expect(await chooseHost('browser', { platform: 'linux', env: display, findElectron: found })).toMatchObject({
    host: 'browser',
  })
  expect(await chooseHost('electron', { platform: 'linux', env: display, findElectron: notFound })).toMatchObject({
    problem: 'start/no-electron',
  })
})

it('uses the Electron that FARLINE_ELECTRON names', async () => {
  const env = { ...display, FARLINE_ELECTRON: '/tmp/electron' }
  expect(await chooseHost('auto', { platform: 'linux', env, findElectron: notFound })).toMatchObject({
    executable: '/tmp/electron',
  })
})
