import { runProgram } from '../../server-sync/backup/run-program.ts'

await runProgram('backup', process.argv.slice(2))
