import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { StartRefused } from '../start/start-refused.ts'

export interface RendererFile {
  readonly file: string
  readonly contentType: string
  /** Its name carries a hash of its content, so it never changes. */
  readonly isImmutable: boolean
}

/** The built pages by path (`/`, `/assets/…`). What is not listed does not exist, whatever a path tries to climb to. */
export type RendererFiles = ReadonlyMap<string, RendererFile>

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
}

export async function listRendererFiles(given: string): Promise<RendererFiles> {
  const folder = path.resolve(given)
  const files = new Map<string, RendererFile>()
  for (const entry of await entriesOf(folder)) {
    const contentType = contentTypes[path.extname(entry.name)]
    if (!entry.isFile() || !contentType) continue
    const file = `${entry.parentPath}${path.sep}${entry.name}`
    // Hundreds of them, before anything is seen: `path` would take longer than the disk does.
    const address = file.slice(folder.length).replaceAll(path.sep, '/')
    files.set(address, { file, contentType, isImmutable: address.startsWith('/assets/') })
  }
  const main = files.get('/index.html')
  if (!main) throw notBuilt(folder)
  return files.set('/', main)
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true })
  } catch (cause) {
    throw notBuilt(folder, cause)
  }
}

function notBuilt(folder: string, cause?: unknown): StartRefused {
  return new StartRefused(
    'workstation/renderer-missing',
    `There are no pages in ${folder}: build the workstation first.`,
    cause,
  )
}
