import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { flushFolder } from '../db/pglite/flush-tree.ts'

/** How far a chain had come. */
const headSchema = z.strictObject({ number: z.int().min(0), hash: z.string().max(64) })
export type ChainHead = z.infer<typeof headSchema>

const chainSchema = z.strictObject({
  organisationId: z.string().min(1).max(36),
  head: headSchema,
  /** Each time that the database was put back: what the chain had been, and where it went on. */
  restorations: z.array(
    z.strictObject({ at: z.int(), epoch: z.string().max(36), was: headSchema, wentOnFrom: headSchema }),
  ),
})
export type ChainAnchor = z.infer<typeof chainSchema>

const fileSchema = z.strictObject({ chains: z.array(chainSchema), seal: z.string().max(100) })

export type ReadAnchors =
  | { readonly state: 'read'; readonly chains: readonly ChainAnchor[] }
  /** Nothing was ever anchored here. */
  | { readonly state: 'none' }
  /** Somebody wrote to the file who has not the key, or took one of the two away. */
  | { readonly state: 'forged' }

/** The chains' newest heads, outside the database: whoever rewrites the database cannot rewrite these. */
export interface Anchors {
  read(): Promise<ReadAnchors>
  write(chains: readonly ChainAnchor[]): Promise<void>
}

/** @param dataDirectory exists; the key lies in it, and nowhere else. */
export function openAnchors(dataDirectory: string): Anchors {
  const folder = path.join(dataDirectory, 'audit-anchors')
  const [file, keyFile] = [path.join(folder, 'anchors.json'), path.join(folder, 'key')]
  return {
    async read() {
      const [text, key, isThere] = await Promise.all([readIfThere(file), readIfThere(keyFile), isFolder(folder)])
      if (!isThere) return { state: 'none' }
      const parsed = text === undefined ? undefined : parse(text)
      if (!parsed || key === undefined || !isSealed(key, parsed)) return { state: 'forged' }
      return { state: 'read', chains: parsed.chains }
    },
    async write(chains) {
      const key = await readIfThere(keyFile)
      if (key === undefined) return begin(chains)
      await writeFlushed(`${file}.making`, contentOf(key, chains))
      await rename(`${file}.making`, file)
      flushFolder(folder)
    },
  }

  /** Key and anchors appear together: one without the other was never ours. */
  async function begin(chains: readonly ChainAnchor[]): Promise<void> {
    const key = randomBytes(32).toString('base64url')
    const making = `${folder}.making`
    await rm(making, { recursive: true, force: true })
    await mkdir(making, { mode: 0o700 })
    await writeFlushed(path.join(making, 'key'), key)
    await writeFlushed(path.join(making, 'anchors.json'), contentOf(key, chains))
    flushFolder(making)
    await rename(making, folder)
    flushFolder(dataDirectory)
  }
}

const contentOf = (key: string, chains: readonly ChainAnchor[]) =>
  `${JSON.stringify({ chains, seal: sealOf(key, chains) })}\n`

async function writeFlushed(target: string, text: string): Promise<void> {
  const handle = await open(target, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isFolder = (folder: string) =>
  stat(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? false : Promise.reject(error)),
  )

const sealOf = (key: string, chains: readonly ChainAnchor[]) =>
  createHmac('sha256', key).update(JSON.stringify(chains)).digest('base64url')

function isSealed(key: string, { chains, seal }: z.infer<typeof fileSchema>): boolean {
  const [given, expected] = [Buffer.from(seal), Buffer.from(sealOf(key, chains))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function parse(text: string): z.infer<typeof fileSchema> | undefined {
  try {
    return fileSchema.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
