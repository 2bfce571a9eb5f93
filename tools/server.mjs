// @ts-check
import { runOnProjectNode } from './bootstrap.mjs'

await runOnProjectNode('server-sync/main.ts', { onProblem: (message) => console.error(message) })
