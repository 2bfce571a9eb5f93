// @ts-check
import { runOnProjectNode } from './bootstrap.mjs'

await runOnProjectNode('tools/test/main.ts', {
  onProblem: (message) => {
    console.error(message)
    console.log('0 passed, 1 failed')
  },
})
