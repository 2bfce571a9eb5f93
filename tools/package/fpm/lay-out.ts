import { chmod, copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { runCommand } from '../../process/run-command.ts'
import type { PackageWish } from './fpm-arguments.ts'

/** Puts everything where it will be on the computer that it is installed on, below `root`. */
export async function layOut({ contents }: PackageWish, root: string): Promise<void> {
  for (const [from, to] of contents) {
    const target = path.join(root, to)
    const isFolder = from.endsWith('/')
    await mkdir(isFolder ? target : path.dirname(target), { recursive: true })
    if (isFolder) {
      // Hard links: the program is some hundreds of megabytes, and lies where the package is made.
      await run('cp', ['-a', '--link', '--remove-destination', `${from}.`, target])
    } else {
      await copyFile(from, target)
      await chmod(target, 0o644)
    }
  }
}

export async function run(program: string, args: string[], cwd?: string): Promise<string> {
  const { code, output } = await runCommand(program, args, cwd === undefined ? {} : { cwd })
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${output}`)
  return output
}
