import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Started, problem } from '../start-problem.ts'

/** Makes the folder of `--data` where it is not there, for its owner only, and tries whether it can be written. */
export function prepareDataDirectory(dataDirectory: string): Started<true> {
  if (isWritable(path.resolve(dataDirectory))) return { ok: true, value: true }
  return problem(
    'server/data-unwritable',
    `Cannot write to ${dataDirectory}: give another --data directory or repair its permissions.`,
  )
}

function isWritable(directory: string): boolean {
  try {
    makeDirectory(directory)
    readdirSync(directory)
    const probe = path.join(directory, `.probe-${randomUUID()}`)
    writeFileSync(probe, '')
    rmSync(probe)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/** Node's own recursive mkdir never returns where a file system answers ENOENT to every new name, as /proc does. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return
  makeDirectory(path.dirname(directory))
  mkdirSync(directory, { mode: 0o700 })
}
