import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { runCommand } from '../process/run-command.ts'
import { projectRoot } from '../project-root.ts'

/**
 * `tsc -b`, from nothing whenever a configuration or a package has changed: TypeScript 7.0 goes on reporting an error of its cache
 * that a new `lib` has already cured.
 */
const output = path.join(projectRoot, 'out/types')
const stampFile = path.join(output, 'configuration-stamp')

const files = await Array.fromAsync(
  glob(['tsconfig*.json', '{shared,server-sync,src-*,tools}/**/tsconfig.json', 'package-lock.json'], {
    cwd: projectRoot,
  }),
)
const hash = createHash('sha256')
for (const file of files.toSorted()) hash.update(file).update(await readFile(path.join(projectRoot, file)))
const stamp = hash.digest('hex')
if ((await readFile(stampFile, 'utf8').catch(() => '')) !== stamp) {
  await rm(output, { recursive: true, force: true })
  await mkdir(output, { recursive: true })
  await writeFile(stampFile, stamp)
}

const tsc = path.join(projectRoot, 'node_modules/.bin/tsc')
const { code, output: report } = await runCommand(process.execPath, [tsc, '-b', '--pretty', 'false'], {
  cwd: projectRoot,
})
process.stdout.write(report)
process.exitCode = code
