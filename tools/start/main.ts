import { runFarline } from './farline.ts'
import { helpText, parseOptions } from './parse-options.ts'
import { isProblem } from './problem.ts'
import { createReporter } from './reporter.ts'
import { projectRoot } from '../project-root.ts'

const args = process.argv.slice(2)
const output = { out: console.log, err: console.error }
const options = parseOptions(args, { from: process.env['INIT_CWD'] ?? process.cwd(), home: projectRoot })

if (isProblem(options)) {
  createReporter(args.includes('--json'), output).problem(options)
  process.exitCode = 1
} else if (options.help) {
  process.stdout.write(helpText)
} else {
  const reporter = createReporter(options.json, output)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  const problem = await runFarline(options, reporter, stop.signal)
  if (problem) reporter.problem(problem)
  process.exit(problem ? 1 : 0)
}
