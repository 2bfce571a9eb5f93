import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts'
import type { Problem } from './problem.ts'

const markerName = 'farline-data.json'
const lockName = 'farline.lock'
const format = 1

interface Lock extends ProcessIdentity {
  /** What this start has started, so that the next one can end what a killed one left behind. */
  children: ProcessIdentity[]
}

export interface DataDir {
  folder: string
  /** Children of an earlier start that was killed and could not stop them. */
  orphans: ProcessIdentity[]
  recordChildren(pids: number[]): Promise<void>
  release(): Promise<void>
}

/** Takes a data directory for this process alone, making it where it is absent and erasing it first where asked to. */
export async function takeDataDir(folder: string, { fresh }: { fresh: boolean }): Promise<DataDir | Problem> {
  try {
    if ((await stat(folder).catch(ifAbsent))?.isDirectory() === false) {
      return { problem: 'data/not-a-folder', message: `${folder} is a file: give --data a folder.` }
    }
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const notOurs = await markerProblem(folder, fresh)
    if (notOurs) return notOurs
    const orphans = await lock(folder)
    if ('problem' in orphans) return orphans
    if (fresh) await erase(folder)
    await writeFile(path.join(folder, markerName), `${JSON.stringify({ format })}\n`)
    return {
      folder,
      orphans,
      recordChildren: (pids) => writeLock(folder, 'w', pids),
      release: () => rm(path.join(folder, lockName), { force: true }),
    }
  } catch (error) {
    return {
      problem: 'data/unwritable',
      message: `${folder} cannot be used (${(error as Error).message}): make it writable, or choose another folder with --data.`,
    }
  }
}

async function markerProblem(folder: string, fresh: boolean): Promise<Problem | undefined> {
  const names = await readdir(folder)
  const text = await readFile(path.join(folder, markerName), 'utf8').catch(ifAbsent)
  if (text === undefined) {
    if (names.length === 0) return undefined
    const refused = fresh ? 'so --fresh will not erase it' : 'and it is not empty'
    return {
      problem: 'data/not-ours',
      message: `${folder} was not made by Farline, ${refused}: choose another folder with --data.`,
    }
  }
  if (fresh || readFormat(text) === format) return undefined
  if ((readFormat(text) ?? 0) > format) {
    return {
      problem: 'data/newer',
      message: `${folder} was written by a newer Farline: update this one, or choose another --data.`,
    }
  }
  return {
    problem: 'data/damaged',
    message: `${folder} is damaged (${markerName} cannot be read): restore it from a copy, or erase it with --fresh.`,
  }
}

function readFormat(text: string): number | undefined {
  try {
    const marker = JSON.parse(text) as { format?: unknown } | null
    return typeof marker?.format === 'number' ? marker.format : undefined
  } catch {
    return undefined
  }
}

async function lock(folder: string): Promise<ProcessIdentity[] | Problem> {
  const file = path.join(folder, lockName)
  let orphans: ProcessIdentity[] = []
  for (let attempts = 0; attempts < 3; attempts++) {
    try {
      await writeLock(folder, 'wx', [])
      return orphans
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const held = readLock(await readFile(file, 'utf8').catch(() => ''))
    if (held && isRunning(held)) return inUse(folder, held.pid)
    orphans = held?.children.filter(isRunning) ?? []
    await rm(file, { force: true })
  }
  return inUse(folder, undefined)
}

function inUse(folder: string, pid: number | undefined): Problem {
  const by = pid === undefined ? '' : ` (process ${pid})`
  return {
    problem: 'data/in-use',
    message: `Farline already runs on ${folder}${by}: stop that one with Ctrl+C, or choose another folder with --data and other ports with --port.`,
  }
}

function readLock(text: string): Lock | undefined {
  try {
    const held = JSON.parse(text) as Partial<Lock> | null
    if (typeof held?.pid !== 'number') return undefined
    return { ...held, pid: held.pid, children: held.children ?? [] }
  } catch {
    return undefined
  }
}

async function writeLock(folder: string, flag: 'w' | 'wx', pids: number[]): Promise<void> {
  const held: Lock = { ...identify(process.pid), children: pids.map(identify) }
  const file = await open(path.join(folder, lockName), flag)
  await file.writeFile(JSON.stringify(held))
  await file.close()
}

async function erase(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name !== lockName) await rm(path.join(folder, name), { recursive: true, force: true })
  }
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
