// @ts-check
import { runOnProjectNode } from './bootstrap.mjs'

await runOnProjectNode('tools/start/main.ts', {
  onProblem: (message) => {
    console.error(message)
    if (process.argv.includes('--json')) {
      console.log(JSON.stringify({ event: 'error', problem: 'start/install-failed', message }))
    }
  },
})
