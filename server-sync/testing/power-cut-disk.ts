import { closeSync, cpSync, ftruncateSync, openSync, readSync, renameSync, rmSync, rmdirSync, writeSync } from 'node:fs'
import path from 'node:path'
import { DurableNodeFs, type NodeFsModule, type OpenFile } from '../db/pglite/durable-node-fs.ts'

type Attributes = { readonly size?: number }

/** As much of Emscripten's NODEFS as has to be watched. */
interface WatchedModule extends NodeFsModule {
  readonly FS: { isDir(mode: number): boolean }
  readonly NODEFS: NodeFsModule['NODEFS'] & {
    readonly stream_ops: {
      write(file: OpenFile, buffer: unknown, offset: number, length: number, position: number): number
      setattr(file: OpenFile, attributes: Attributes): void
    }
    readonly node_ops: {
      mknod(parent: object, name: string, mode: number, device: number): object
      rename(node: object, newParent: object, newName: string): void
      unlink(parent: object, name: string): void
      rmdir(parent: object, name: string): void
      setattr(node: object, attributes: Attributes): void
    }
  }
}

/**
 * A disk that keeps names at once and contents only when it is asked to: after a power cut `kept` is what is left. That is
 * the worst order that a journalling file system may choose, since a log segment that was removed is gone at once.
 */
export class PowerCutDisk extends DurableNodeFs {
  readonly #live: string
  readonly #kept: string
  readonly #honours: (file: string) => boolean
  readonly #onOperation: () => void
  readonly #unkept = new Map<string, { readonly at: number; readonly length: number }[]>()

  /** @param honours what is really flushed when it should be. @param onOperation before each write and each flush. */
  constructor(live: string, kept: string, honours: (file: string) => boolean, onOperation: () => void) {
    super(live, (error) => {
      throw error
    })
    this.#live = live
    this.#kept = kept
    this.#honours = honours
    this.#onOperation = onOperation
    cpSync(live, kept, { recursive: true })
  }

  protected override patch(given: NodeFsModule): void {
    super.patch(given)
    const { NODEFS, FS } = given as WatchedModule
    const { stream_ops: files, node_ops: names } = NODEFS
    const inside = (parent: object, name: string) => this.#relative(path.join(NODEFS.realPath(parent), name))
    const { write, setattr: setattrOfFile } = files
    const { mknod, rename, unlink, rmdir, setattr } = names
    files.write = (file, buffer, offset, length, position) => {
      this.#onOperation()
      const written = write(file, buffer, offset, length, position)
      const name = this.#relative(NODEFS.realPath(file.node))
      const ranges = this.#unkept.get(name) ?? []
      ranges.push({ at: position, length: written })
      this.#unkept.set(name, ranges)
      return written
    }
    files.setattr = (file, attributes) => {
      setattrOfFile(file, attributes)
      this.#cutOff(this.#relative(NODEFS.realPath(file.node)), attributes)
    }
    names.setattr = (node, attributes) => {
      setattr(node, attributes)
      this.#cutOff(this.#relative(NODEFS.realPath(node)), attributes)
    }
    names.mknod = (parent, name, mode, device) => {
      const node = mknod(parent, name, mode, device)
      const file = inside(parent, name)
      cpSync(path.join(this.#live, file), path.join(this.#kept, file), { recursive: FS.isDir(mode) })
      return node
    }
    names.rename = (node, newParent, newName) => {
      const from = this.#relative(NODEFS.realPath(node))
      const to = inside(newParent, newName)
      rename(node, newParent, newName)
      renameSync(path.join(this.#kept, from), path.join(this.#kept, to))
      const ranges = this.#unkept.get(from)
      this.#unkept.delete(from)
      this.#unkept.delete(to)
      if (ranges) this.#unkept.set(to, ranges)
    }
    names.unlink = (parent, name) => {
      unlink(parent, name)
      const file = inside(parent, name)
      rmSync(path.join(this.#kept, file))
      this.#unkept.delete(file)
    }
    names.rmdir = (parent, name) => {
      rmdir(parent, name)
      rmdirSync(path.join(this.#kept, inside(parent, name)))
    }
  }

  protected override flush(file: string): void {
    this.#onOperation()
    const name = this.#relative(file)
    const ranges = this.#unkept.get(name)
    if (!ranges || !this.#honours(name)) return
    const from = openSync(file, 'r')
    const to = openSync(path.join(this.#kept, name), 'r+')
    for (const { at, length } of ranges) {
      const bytes = Buffer.alloc(length)
      writeSync(to, bytes, 0, readSync(from, bytes, 0, length, at), at)
    }
    closeSync(from)
    closeSync(to)
    this.#unkept.delete(name)
  }

  #cutOff(file: string, { size }: Attributes): void {
    if (size === undefined) return
    const descriptor = openSync(path.join(this.#kept, file), 'r+')
    ftruncateSync(descriptor, size)
    closeSync(descriptor)
  }

  #relative(file: string): string {
    return path.relative(this.#live, file)
  }
}
