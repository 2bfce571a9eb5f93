import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** The part of an open file in Emscripten's NODEFS that matters here. */
export interface OpenFile {
  readonly node: object
  /** Missing for what was not opened through Node. */
  readonly nfd?: number
}

/** The part of Emscripten's NODEFS that matters here; `fsync` is what it leaves out. */
export interface NodeFsModule {
  readonly NODEFS: {
    realPath(node: object): string
    readonly stream_ops: { fsync?: (file: OpenFile) => number }
  }
}

/**
 * PGlite on a folder, with the call that Emscripten's NODEFS lacks: without it every fsync of PostgreSQL succeeds and does
 * nothing. With it PostgreSQL's own rules hold: the log at each commit, data files at a checkpoint before their log goes.
 */
export class DurableNodeFs extends NodeFS {
  readonly #onFailure: (error: unknown) => never

  /** @param onFailure must not return: PostgreSQL would panic, and a panic in WebAssembly goes round in circles for ever. */
  constructor(directory: string, onFailure: (error: unknown) => never) {
    super(directory)
    this.#onFailure = onFailure
  }

  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...given)
    const patch = (module: unknown) => this.patch(module as NodeFsModule)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...[emscriptenOpts.preRun ?? []].flat(), patch] } }
  }

  protected patch({ NODEFS }: NodeFsModule): void {
    NODEFS.stream_ops.fsync = (file) => {
      try {
        this.flush(NODEFS.realPath(file.node), file.nfd)
        return 0
      } catch (error) {
        return this.#onFailure(error)
      }
    }
  }

  /** The size counts as data, so fdatasync is enough for a file; a folder has no data but its entries. */
  protected flush(path: string, descriptor: number | undefined): void {
    if (descriptor !== undefined) return fdatasyncSync(descriptor)
    const opened = openSync(path, 'r')
    try {
      fsyncSync(opened)
    } finally {
      closeSync(opened)
    }
  }
}

/** `-F` switches fsync off. Emscripten's fdatasync, which PostgreSQL prefers on Linux, does nothing; its fsync asks the file system. */
export const durableStart: string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'],
  // Spare log segments are kept for reuse; a workstation's disk has better uses for the default of five.
  ...['-c', 'min_wal_size=32MB'],
]
