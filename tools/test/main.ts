import { rm } from 'node:fs/promises'
import path from 'node:path'
import { buildProject } from '../build/build-project.ts'
import { checkSteps, unitTestReport } from '../check/check-steps.ts'
import { runSteps } from '../check/run-steps.ts'
import { ensureElectronRuntime } from '../electron-runtime/ensure-electron-runtime.ts'
import { runCommand } from '../process/run-command.ts'
import { projectRoot } from '../project-root.ts'
import { ensureAptPackages } from './ensure-apt-packages.ts'
import { makeQuickFolder } from './quick-folder.ts'
import { countVitest, readReport, type TestCounts } from './read-report.ts'
import { contractSuite, fuzzSuite, packageSuite, playwrightSuite, simulationSuite, type Suite } from './suites.ts'
import { type SummaryRow, summary, totals } from './summary.ts'

/** Each suite tells of every test or file that ends, and none of those takes half as long. */
const silenceMs = 480_000

const rows: SummaryRow[] = []
const say = (line: string) => console.log(line)
const heading = (name: string) => say(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`)

process.chdir(projectRoot)
const folder = await makeQuickFolder()
process.env['TMPDIR'] = folder.path
await rm('out/reports', { recursive: true, force: true })
if (await prepare()) {
  await check()
  await runSuite(contractSuite())
  await runSuite(simulationSuite())
  await runSuite(fuzzSuite())
  if (await build()) {
    await runSuite(playwrightSuite('browser'))
    await runSuite(playwrightSuite('electron'))
    await runSuite(packageSuite())
  }
}
await folder.remove()
const { passed, failed } = totals(rows)
say(`\n${summary(rows)}`)
// Not process.exit: the last line has to arrive.
process.exitCode = failed === 0 ? 0 : 1
say(`${passed} passed, ${failed} failed`)

async function prepare(): Promise<boolean> {
  heading('prepare')
  const startedAt = performance.now()
  const problem =
    (await ensureAptPackages(say)) ??
    (await ensureElectronRuntime(say).then(
      () => undefined,
      (error: Error) => error.message,
    ))
  if (problem !== undefined) say(problem)
  rows.push(gate('prepare', startedAt, problem))
  return problem === undefined
}

async function check(): Promise<void> {
  heading('check')
  for (const { step, hasPassed, durationMs, output } of await runSteps(checkSteps, say)) {
    const counts =
      step.report === undefined
        ? gateCounts(hasPassed ? undefined : output)
        : atLeastOneFailed(await readReport(unitTestReport, countVitest), hasPassed)
    rows.push({ name: step.name, durationMs, ...counts })
  }
}

async function build(): Promise<boolean> {
  heading('build')
  const startedAt = performance.now()
  const failures = await buildProject()
  for (const { name, output } of failures) say(`Building the ${name} failed:\n${output}`)
  rows.push(gate('build', startedAt, failures[0]?.output))
  return failures.length === 0
}

async function runSuite({ name, program, args, env, report, count }: Suite): Promise<void> {
  heading(name)
  const startedAt = performance.now()
  const { code, output } = await runCommand(program, args, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    onOutput: (text) => process.stdout.write(text),
    silenceMs,
  })
  const counts = await readReport(path.join(projectRoot, report), count)
  const durationMs = performance.now() - startedAt
  // A suite that is cut off leaves no report: without this line nobody would know that no test of it failed.
  if (code !== 0) counts.failures.push(`It ended with ${output.trimEnd().split('\n').at(-1) ?? ''}`)
  rows.push({ name, durationMs, ...atLeastOneFailed(counts, code === 0) })
}

function gate(name: string, startedAt: number, problem: string | undefined): SummaryRow {
  return { name, durationMs: performance.now() - startedAt, ...gateCounts(problem) }
}

/** A step that is not made of tests: good, or a problem whose last lines are told again at the end. */
function gateCounts(problem: string | undefined): TestCounts {
  const failures = problem === undefined ? [] : [problem.trimEnd().split('\n').slice(-20).join('\n    ')]
  return { passed: 0, failed: failures.length, skipped: [], failures }
}

/** A runner that ends badly has failed, whatever its report says. */
function atLeastOneFailed<Counts extends { failed: number }>(counts: Counts, hasPassed: boolean): Counts {
  return { ...counts, failed: hasPassed ? counts.failed : Math.max(1, counts.failed) }
}
