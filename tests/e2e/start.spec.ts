import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { freePorts, launch, removeData } from './support/launcher.ts'

const oneLine = (text: string) => text.trim().split('\n')

test('the first start ends in one ready event with every address, and each address answers', async ({ request }) => {
  const run = await launch(['--host', 'browser'])
  const ready = await run.ready()
  expect(Object.keys(ready).sort()).toEqual(['event', 'host', 'reason', 'urls'])
  expect(ready.host).toBe('browser')
  const root = await request.get(ready.urls.server)
  expect(root.status()).toBe(200)
  expect(await root.json()).toMatchObject({ name: 'Farline server', version: expect.any(String) })
  expect((await request.get(ready.urls.shop)).status()).toBe(200)
  for (const url of [ready.urls.agent, ready.urls.agent2, ready.urls.lead]) {
    const page = await request.get(url ?? '')
    expect(page.status()).toBe(200)
    expect(await page.text()).toContain('<title>Farline')
  }
  for (const line of run.stdout) expect(JSON.parse(line)).toHaveProperty('event')
  expect(JSON.parse(run.stdout.at(-1) ?? '')).toMatchObject({ event: 'ready' })

  await test.step('a second start on the same data is refused in one line', async () => {
    const second = await launch(['--host', 'browser'], {}, run.dataDir)
    expect(await second.exited).toBe(1)
    expect(oneLine(second.stderr())).toHaveLength(1)
    expect(second.stderr()).toContain(run.dataDir)
  })

  await test.step('Ctrl+C stops everything within ten seconds', async () => {
    const startedAt = Date.now()
    expect(await run.stop()).toBe(0)
    expect(Date.now() - startedAt).toBeLessThan(10_000)
    await expect(request.get(ready.urls.server)).rejects.toThrow()
  })

  await test.step('it is ready again within 30 seconds, with nothing rebuilt', async () => {
    const startedAt = Date.now()
    const again = await launch(['--host', 'browser'], {}, run.dataDir)
    await again.ready()
    expect(Date.now() - startedAt).toBeLessThan(30_000)
    expect(again.stdout.join('\n')).not.toMatch(/installing|building/i)
    expect(await again.stop()).toBe(0)
  })
  await removeData(run.dataDir)
})

test('a port in use is one clear line and exit code 1', async () => {
  const port = await freePorts(4)
  const taken = createServer().listen(port + 2, '127.0.0.1')
  await once(taken, 'listening')
  const run = await launch(['--host', 'browser', '--port', String(port)])
  expect(await run.exited).toBe(1)
  expect(oneLine(run.stderr())).toHaveLength(1)
  expect(run.stderr()).toContain(String(port + 2))
  taken.close()
  await removeData(run.dataDir)
})

test('a data directory that cannot be written is one clear line and exit code 1', async () => {
  const parent = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
  await writeFile(path.join(parent, 'file'), '')
  const run = await launch(['--host', 'browser'], {}, path.join(parent, 'file', 'data'))
  expect(await run.exited).toBe(1)
  expect(oneLine(run.stderr())).toHaveLength(1)
  await removeData(parent)
})

test('a damaged data directory is one clear line and exit code 1, and --fresh heals it', async () => {
  const run = await launch(['--host', 'browser'])
  await run.ready()
  await run.stop()
  const wal = path.join(run.dataDir, 'server/db/pg_wal')
  for (const file of await readdir(wal, { withFileTypes: true })) {
    if (file.isFile()) await writeFile(path.join(wal, file.name), Buffer.alloc(4096, 0xaa))
  }
  await writeFile(path.join(run.dataDir, 'server/db/global/pg_control'), Buffer.alloc(64, 0xaa))
  const damaged = await launch(['--host', 'browser'], {}, run.dataDir)
  expect(await damaged.exited).toBe(1)
  expect(oneLine(damaged.stderr())).toHaveLength(1)
  expect(damaged.stderr()).toContain('--fresh')
  const fresh = await launch(['--host', 'browser', '--fresh'], {}, run.dataDir)
  await fresh.ready()
  expect(await fresh.stop()).toBe(0)
  await removeData(run.dataDir)
})

test('--fresh never erases a directory that is not ours', async () => {
  const foreign = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
  await writeFile(path.join(foreign, 'thesis.txt'), 'three years of work')
  const run = await launch(['--host', 'browser', '--fresh'], {}, foreign)
  expect(await run.exited).toBe(1)
  expect(await readdir(foreign)).toEqual(['thesis.txt'])
  await removeData(foreign)
})

test('an unknown option is one clear line that names it', async () => {
  const run = await launch(['--prot', '5000'])
  expect(await run.exited).toBe(1)
  expect(oneLine(run.stderr())).toHaveLength(1)
  expect(run.stderr()).toContain('--prot')
  await removeData(run.dataDir)
})

test('--server starts one workstation alone, which asks who sits there', async ({ page }) => {
  const server = await launch(['--host', 'browser'])
  const { urls } = await server.ready()
  const desk = await launch(['--host', 'browser', '--server', urls.server])
  const ready = await desk.ready()
  expect(ready.urls).toMatchObject({ server: urls.server, agent2: null, lead: null })
  await page.goto(ready.urls.agent ?? '')
  await page.getByLabel('E-mail').fill('amara@meridian.example')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('E-mail and password do not belong together').first()).toBeVisible()
  await page.getByLabel('Password').fill(await server.password())
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('listbox', { name: 'Conversations' })).toBeVisible()
  expect(await desk.stop()).toBe(0)
  expect(await server.stop()).toBe(0)
  await Promise.all([removeData(desk.dataDir), removeData(server.dataDir)])
})
