// @ts-check
import { runOnProjectNode } from './bootstrap.mjs'

await runOnProjectNode('server-sync/admin/command-line/main.ts', { onProblem: (message) => console.error(message) })
