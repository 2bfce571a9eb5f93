import { randomInt } from 'node:crypto'
import { isProblem } from '../start/problem.ts'
import { ownDialogues } from './corpus/own-dialogues.ts'
import { readCorpus } from './corpus/read-corpus.ts'
import { type ShiftOptions, helpText, parseOptions } from './parse-options.ts'
import { runShift } from './run-shift.ts'
import { ShiftStopped } from './shift-stopped.ts'
import { describeFinding, describeSlowest, toSummary, toTable } from './verdict/report.ts'

const listedMax = 50
const interrupted = 130

const options = parseOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd(), () =>
  randomInt(1_000_000),
)
if (isProblem(options)) {
  console.error(options.message)
  process.exit(1)
} else if (options.help) {
  process.stdout.write(helpText)
} else {
  process.exit(await main(options))
}

async function main(chosen: ShiftOptions): Promise<number> {
  const dialogues = chosen.corpus === undefined ? ownDialogues : await readCorpus(chosen.corpus)
  if (isProblem(dialogues)) {
    console.error(dialogues.message)
    return 1
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stop.signal.aborted) console.log(`Told to stop (${signal}).`)
      stop.abort()
    })
  }
  try {
    const outcome = await runShift(chosen, dialogues, (line) => console.log(line), stop.signal)
    const { findings, troubles, isDrained, folder } = outcome
    for (const finding of findings.slice(0, listedMax)) console.log(describeFinding(finding))
    if (findings.length > listedMax) console.log(`… and ${findings.length - listedMax} more`)
    const slowest = describeSlowest(outcome.messages)
    if (slowest !== undefined) console.log(slowest)
    for (const trouble of troubles) console.log(`Note: ${trouble}.`)
    const isClean = isDrained && findings.length === 0
    if (!isDrained) console.log('Not everything had come out when patience ended.')
    if (!isClean) console.log(`Data and logs are kept in ${folder}.`)
    console.log(toTable(outcome, titleOf(chosen)))
    if (chosen.json) console.log(JSON.stringify(toSummary(outcome)))
    return isClean ? 0 : 1
  } catch (error) {
    if (stop.signal.aborted) return interrupted
    if (!(error instanceof ShiftStopped)) throw error
    console.error(error.message)
    return 1
  }
}

function titleOf({ customers, agents, minutes, database, seed }: ShiftOptions): string {
  const engine = database.engine === 'pglite' ? 'PGlite' : 'PostgreSQL'
  return `A shift of ${minutes} minutes on ${engine}: ${customers} customers, ${agents} agents, seed ${seed}`
}
