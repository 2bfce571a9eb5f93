import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dependenciesAreInstalled } from './bootstrap.mjs'

let project: string

beforeEach(async () => {
  project = await mkdtemp(path.join(os.tmpdir(), 'farline-project-'))
  await mkdir(path.join(project, 'node_modules'))
})
afterEach(() => rm(project, { recursive: true, force: true }))

const left = { version: '1.0.0' }
const elsewhere = { version: '2.0.0', optional: true }

async function isInstalled(wanted: object, installed: object): Promise<boolean> {
  const lock = (packages: object) => JSON.stringify({ packages })
  await writeFile(path.join(project, 'package-lock.json'), lock({ '': { version: '0.1.0' }, ...wanted }))
  await writeFile(path.join(project, 'node_modules/.package-lock.json'), lock(installed))
  return dependenciesAreInstalled(project)
}

it('is content with what is installed, without the packages of other platforms', async () => {
  expect(await isInstalled({ left, elsewhere }, { left })).toBe(true)
})

it('installs again after a change of the lock file, and where nothing or not everything is installed', async () => {
  expect(await isInstalled({ left: { version: '1.0.1' } }, { left })).toBe(false)
  expect(await isInstalled({ left, right: left }, { left })).toBe(false)
  expect(await isInstalled({ elsewhere }, { elsewhere: { version: '1.9.0' } })).toBe(false)
  await rm(path.join(project, 'node_modules'), { recursive: true })
  expect(dependenciesAreInstalled(project)).toBe(false)
})

it('never installs twice for one lock file, whatever npm makes of it', async () => {
  expect(await isInstalled({ left, forgotten: left }, { left })).toBe(false)
  const lock = await readFile(path.join(project, 'package-lock.json'))
  await writeFile(
    path.join(project, 'node_modules/.farline-installed'),
    createHash('sha256').update(lock).digest('hex'),
  )
  expect(dependenciesAreInstalled(project)).toBe(true)
})
