import { runProgram } from '../../server-sync/backup/run-program.ts'

await runProgram('restore', process.argv.slice(2))
