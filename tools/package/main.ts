import path from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../project-root.ts'
import { type PackageProblem, packageFarline } from './package-farline.ts'

const help = `Usage: npm run package -- [options]

  --test-runtime    packs for Linux, on the Electron that tests run on; nothing is signed
  --dir             only the unpacked application, no installers
  --out DIR         where they go (default: dist)

Without --test-runtime it makes the installers of the system it runs on, signed with the keys in the environment.
`

const { values } = parseArgs({
  options: {
    'test-runtime': { type: 'boolean', default: false },
    dir: { type: 'boolean', default: false },
    out: { type: 'string', default: 'dist' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) process.stdout.write(help)
else process.exitCode = report(await packageFarline(optionsOf()))

function optionsOf() {
  const out = path.resolve(projectRoot, values.out)
  return {
    out,
    isForTests: values['test-runtime'],
    targets: values.dir ? ['dir'] : undefined,
    say: (line: string) => console.log(line),
  }
}

function report(problem: PackageProblem | undefined): number {
  if (problem === undefined) return 0
  console.error(`${problem.step} failed: ${problem.message}`)
  return 1
}
