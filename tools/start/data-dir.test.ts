import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DataDir, takeDataDir } from './data-dir.ts'
import { demoPassword } from './demo-password.ts'
import { isProblem } from './problem.ts'

let folder: string
const inFolder = (name: string) => path.join(folder, name)

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'farline-data-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function take(fresh = false): Promise<DataDir> {
  const data = await takeDataDir(folder, { fresh })
  if (isProblem(data)) throw new Error(data.message)
  return data
}

describe('a data directory', () => {
  it('is made where it is absent and marked as ours', async () => {
    const data = await takeDataDir(inFolder('deep/er'), { fresh: false })
    expect(isProblem(data)).toBe(false)
    expect((await readdir(inFolder('deep/er'))).toSorted()).toEqual(['farline-data.json', 'farline.lock'])
  })

  it('belongs to one start at a time, and is free again after it', async () => {
    const first = await take()
    expect(await takeDataDir(folder, { fresh: false })).toMatchObject({ problem: 'data/in-use' })
    expect(await takeDataDir(folder, { fresh: true })).toMatchObject({ problem: 'data/in-use' })
    await first.release()
    expect(isProblem(await takeDataDir(folder, { fresh: false }))).toBe(false)
  })

  it('is taken over from a start that was killed, with what that one left running', async () => {
    await take()
    const held = JSON.parse(await readFile(inFolder('farline.lock'), 'utf8')) as object
    // The same process id, but started at another time: another program by now.
    const killed = { ...held, startedAt: '1', children: [{ pid: process.pid }, { pid: process.pid, startedAt: '1' }] }
    await writeFile(inFolder('farline.lock'), JSON.stringify(killed))
    expect((await take()).orphans).toEqual([{ pid: process.pid }])
  })

  it('is taken over when its lock was half written', async () => {
    await take()
    await writeFile(inFolder('farline.lock'), '{"pid":')
    expect((await take()).orphans).toEqual([])
  })

  it("is refused when it holds somebody else's files, and --fresh does not erase those", async () => {
    await writeFile(inFolder('thesis.txt'), 'years of work')
    expect(await takeDataDir(folder, { fresh: false })).toMatchObject({ problem: 'data/not-ours' })
    expect(await takeDataDir(folder, { fresh: true })).toMatchObject({ problem: 'data/not-ours' })
    expect(await readdir(folder)).toEqual(['thesis.txt'])
  })

  it('is erased by --fresh when it is ours', async () => {
    const first = await take()
    await writeFile(inFolder('old'), '')
    await first.release()
    await take(true)
    expect(await readdir(folder)).not.toContain('old')
  })

  it.each([
    ['damaged', '{"form', 'data/damaged'],
    ['of a newer Farline', '{"format":99}', 'data/newer'],
  ])('is refused when it is %s, and --fresh gets out of it', async (_, marker, problem) => {
    await writeFile(inFolder('farline-data.json'), marker)
    expect(await takeDataDir(folder, { fresh: false })).toMatchObject({ problem })
    expect(isProblem(await takeDataDir(folder, { fresh: true }))).toBe(false)
  })

  it('is refused when it is a file, or cannot be written', async () => {
    await writeFile(inFolder('file'), '')
    expect(await takeDataDir(inFolder('file'), { fresh: false })).toMatchObject({ problem: 'data/not-a-folder' })
    expect(await takeDataDir(inFolder('file/below'), { fresh: false })).toMatchObject({ problem: 'data/unwritable' })
  })
})

describe("the demonstration's password", () => {
  it('is made once and kept', async () => {
    const password = await demoPassword(folder)
    expect(password).toMatch(/^(\w{4}-){3}\w{4}$/)
    expect(await demoPassword(folder)).toBe(password)
  })

  it('is not made anew over a damaged file: the accounts still have the old one', async () => {
    await writeFile(inFolder('demo-sign-in.json'), '{')
    expect(await demoPassword(folder)).toMatchObject({ problem: 'data/damaged' })
  })
})
