import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { projectRoot } from '../../../tools/project-root.ts'

/** The windows' files as they are, but for a line before the worker's code that tells when it has written to IndexedDB. */
export async function watchedRenderer(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-bench-renderer-'))
  await cp(path.join(projectRoot, 'out/renderer'), folder, { recursive: true })
  const assets = path.join(folder, 'assets')
  const worker = (await readdir(assets)).find((name) => /^replica-worker-.*\.js$/.test(name))
  if (!worker) throw new Error('the replica worker is not among the built files')
  const code = await readFile(path.join(assets, worker), 'utf8')
  await writeFile(path.join(assets, worker), `(${tellWrites.toString()})();\n${code}`)
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Listens in a window of the same desk. */
export async function watchDisk(page: Page): Promise<void> {
  await page.evaluate(hearWrites)
}

/** @returns when conversation and message had both been written, for the first time after `sentAt` */
export function writtenAfter(page: Page, sentAt: number): Promise<number> {
  return page.evaluate(firstWrites, sentAt)
}

// Functions from here on run in the worker and in the window.

interface Write {
  readonly collection: string
  readonly at: number
}

interface Watching {
  bench: { readonly writes: Write[]; heard: () => void }
}

function tellWrites(): void {
  const channel = new BroadcastChannel('farline-bench')
  const open = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given) {
    const transaction = open.apply(this, given)
    // `rxdb-dexie-<replica>--<version>--<collection>`
    const collection = this.name.split('--').at(-1)
    const tell = () => channel.postMessage({ collection, at: performance.timeOrigin + performance.now() })
    if (given[1] === 'readwrite') transaction.addEventListener('complete', tell)
    return transaction
  }
}

function hearWrites(): void {
  const bench: Watching['bench'] = { writes: [], heard: () => undefined }
  ;(globalThis as unknown as Watching).bench = bench
  new BroadcastChannel('farline-bench').onmessage = ({ data }: MessageEvent<Write>) => {
    bench.writes.push(data)
    bench.heard()
  }
}

async function firstWrites(sentAt: number): Promise<number> {
  const { bench } = globalThis as unknown as Watching
  const first = (wanted: string) =>
    bench.writes.find(({ collection, at }) => collection === wanted && at > sentAt)?.at ?? Number.NaN
  for (;;) {
    const at = Math.max(first('conversation'), first('timeline'))
    if (!Number.isNaN(at)) return at
    await new Promise<void>((resolve) => (bench.heard = resolve))
  }
}
