import { readFile, readdir } from 'node:fs/promises'

/** Bytes by what the processes are for, as Chromium calls it: `main`, `renderer`, `gpu-process`, `utility` … */
export type MemoryByKind = Readonly<Record<string, number>>

/**
 * What a program and everything that it has started take of the memory, shared pages by halves, thirds …
 * @param pages what a renderer shows
 */
export async function memoryOfTree(root: number, pages: ReadonlyMap<number, string>): Promise<MemoryByKind> {
  const sizes: Record<string, number> = {}
  for (const pid of await treeOf(root)) {
    const kind = pid === root ? 'main' : (pages.get(pid) ?? (await kindOf(pid)))
    sizes[kind] = (sizes[kind] ?? 0) + (await proportionalSize(pid))
  }
  return sizes
}

export const totalOf = (memory: MemoryByKind): number => Object.values(memory).reduce((sum, bytes) => sum + bytes, 0)

async function kindOf(pid: number): Promise<string> {
  return /--type=([a-z-]+)/.exec(await readIfAlive(`/proc/${pid}/cmdline`))?.[1] ?? 'other'
}

async function treeOf(root: number): Promise<readonly number[]> {
  const children = new Map<number, number[]>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    // The name of the program, in brackets, may hold anything.
    const fields = (await readIfAlive(`/proc/${name}/stat`)).split(') ').at(-1)?.split(' ')
    const parent = Number(fields?.[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const found = [root]
  for (const pid of found) found.push(...(children.get(pid) ?? []))
  return found
}

async function proportionalSize(pid: number): Promise<number> {
  const kibibytes = /^Pss:\s+(\d+) kB/m.exec(await readIfAlive(`/proc/${pid}/smaps_rollup`))?.[1]
  return Number(kibibytes ?? 0) * 1024
}

/** A process that has just ended takes nothing. */
const readIfAlive = (file: string) => readFile(file, 'utf8').catch(() => '')
