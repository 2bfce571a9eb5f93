import { open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { type Checkpoint, checkpointSchema } from '#shared/sync/feed.ts'
import { flushFolder } from '../db/pglite/flush-tree.ts'

/** Remembers, outside the database, how far the feed had come: a database that is behind it was put back. */
export interface EpochWitness {
  /** What was written last; `undefined` without a file, or when it is no longer readable. */
  read(): Promise<Checkpoint | undefined>
  /** Written at most once a second: what is missed is one second of a database that was put back within that second. */
  note(position: Checkpoint): void
  stop(): Promise<void>
}

const pauseMs = 1_000

/** @param dataDirectory exists; the database lies beside the file, in a folder of its own. */
export function createEpochWitness(dataDirectory: string, onFailure: (error: unknown) => void): EpochWitness {
  const file = path.join(dataDirectory, 'epoch-witness.json')
  let newest: Checkpoint | undefined
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  return {
    async read() {
      const text = await readFile(file, 'utf8').catch(ifMissing)
      return text === undefined ? undefined : parse(text)
    },
    note(position) {
      newest = position
      timer ??= setTimeout(writeNewest, pauseMs).unref()
    },
    async stop() {
      clearTimeout(timer)
      writeNewest()
      await writing
    },
  }

  function writeNewest(): void {
    timer = undefined
    const position = newest
    newest = undefined
    if (position) writing = writing.then(() => write(position)).catch(onFailure)
  }

  async function write(position: Checkpoint): Promise<void> {
    const making = `${file}.making`
    const handle = await open(making, 'w', 0o600)
    try {
      await handle.writeFile(`${JSON.stringify(position)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(making, file)
    flushFolder(dataDirectory)
  }
}

function parse(text: string): Checkpoint | undefined {
  try {
    return checkpointSchema.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function ifMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw error
}
