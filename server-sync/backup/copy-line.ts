import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { type Server, type Socket, connect, createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { BackupFailure } from './backup-failure.ts'

/**
 * Between a running server with the built-in database and a backup on the same machine. One line asks for a copy of the
 * database into an empty folder beside it, one line answers. Only who may write to the data directory reaches it.
 */
export interface CopyLine {
  stop(): Promise<void>
}

interface Options {
  readonly dataDirectory: string
  readonly copyTo: (folder: string) => Promise<void>
  readonly onFailure: (error: unknown) => void
}

const folderPattern = /^db\.copy-[0-9a-f-]{36}$/
const answerSchema = z.union([z.object({ ok: z.literal(true) }), z.object({ ok: z.literal(false), code: z.string() })])
const lineMaxBytes = 200
const patienceMs = 5_000
/** The system cuts longer names of sockets off. */
const addressMaxBytes = 100

/** `undefined` where the directory's path is too long for a socket: a backup then needs the server stopped. */
export async function startCopyLine({ dataDirectory, copyTo, onFailure }: Options): Promise<CopyLine | undefined> {
  const address = addressOf(dataDirectory)
  if (Buffer.byteLength(address) > addressMaxBytes) return undefined
  if (process.platform !== 'win32') {
    const folder = path.dirname(address)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
    // Whoever was killed left it behind: the lock of the directory says that nobody else listens.
    await rm(address, { force: true })
  }
  const sockets = new Set<Socket>()
  let isCopying = false
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setTimeout(patienceMs, () => socket.destroy())
    let asked = ''
    socket.on('data', (piece: Buffer) => {
      asked += piece.toString()
      if (asked.length > lineMaxBytes) return void socket.destroy()
      if (!asked.endsWith('\n')) return
      socket.pause()
      socket.setTimeout(0)
      void answer(asked.trim()).then((answered) => socket.end(`${JSON.stringify(answered)}\n`))
    })
  })

  async function answer(name: string): Promise<z.infer<typeof answerSchema>> {
    const folder = path.join(dataDirectory, name)
    if (!folderPattern.test(name) || !isEmptyFolder(folder)) return { ok: false, code: 'bad-request' }
    if (isCopying) return { ok: false, code: 'busy' }
    isCopying = true
    try {
      await copyTo(folder)
      return { ok: true }
    } catch (error) {
      onFailure(error)
      const { code } = error as { code?: unknown }
      return { ok: false, code: typeof code === 'string' ? code : 'unexpected' }
    } finally {
      isCopying = false
    }
  }

  await listen(server, address)
  if (process.platform !== 'win32') await chmod(address, 0o600)
  return {
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** @param name of an empty folder in the data directory. */
export async function askForCopy(dataDirectory: string, name: string): Promise<void> {
  const socket = connect(addressOf(dataDirectory))
  // Not `end`: a server that is told that nobody writes any more would close its side too.
  socket.write(`${name}\n`)
  const lines = createInterface({ input: socket })
  let answered: string | undefined
  try {
    for await (const line of lines) answered ??= line
  } catch (error) {
    throw silent(dataDirectory, error)
  } finally {
    socket.destroy()
  }
  const answer = answered === undefined ? undefined : answerSchema.safeParse(JSON.parse(answered)).data
  if (!answer) throw silent(dataDirectory)
  if (answer.ok) return
  if (answer.code === 'ENOSPC' || answer.code === 'EDQUOT') {
    throw new BackupFailure(
      'backup/disk-full',
      `There is no room for a copy of the database beside it in ${dataDirectory}: make room and run it again.`,
    )
  }
  throw new BackupFailure(
    'backup/server-silent',
    `The server could not copy its database (${answer.code}): ${answer.code === 'busy' ? 'another backup is running, wait for it' : 'see its log'}.`,
  )
}

function isEmptyFolder(folder: string): boolean {
  return (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false) && readdirSync(folder).length === 0
}

function addressOf(dataDirectory: string): string {
  const directory = existsSync(dataDirectory) ? realpathSync(dataDirectory) : path.resolve(dataDirectory)
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\farline-${createHash('sha256').update(directory.toLowerCase()).digest('hex').slice(0, 32)}`
  }
  const absolute = path.join(directory, 'line', 'backup.sock')
  const relative = path.relative(process.cwd(), absolute)
  return relative.length < absolute.length ? relative : absolute
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
}

const silent = (dataDirectory: string, cause?: unknown) =>
  new BackupFailure(
    'backup/server-silent',
    `A server uses ${dataDirectory} and does not answer the backup: run this as the user that runs the server, or stop the server first.`,
    cause,
  )
