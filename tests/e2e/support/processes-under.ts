import { readFile, readdir } from 'node:fs/promises'

export interface RunningProcess {
  readonly pid: number
  readonly command: string
}

/** All processes whose parent, or its parent, and so on, is this one. */
export async function processesUnder(root: number): Promise<readonly RunningProcess[]> {
  const all = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(processOf))
  const known = all.filter((found) => found !== undefined)
  const under = new Set([root])
  for (let size = 0; size !== under.size; ) {
    size = under.size
    for (const { pid, parent } of known) if (under.has(parent)) under.add(pid)
  }
  return known.filter(({ pid }) => pid !== root && under.has(pid))
}

/** Undefined where it has ended meanwhile. */
async function processOf(pid: string): Promise<(RunningProcess & { readonly parent: number }) | undefined> {
  try {
    const [command, stat] = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    // The name, in brackets, may hold spaces.
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { pid: Number(pid), parent: Number(parent), command: command.replaceAll('\0', ' ') }
  } catch {
    return undefined
  }
}
