import type { ElectronApplication } from '@playwright/test'
import { openDevtools } from '../start/devtools.ts'

/** In every page, in every worker, and in main. */
export async function collectGarbage(app: ElectronApplication, debuggingPort: number): Promise<void> {
  const found = (await (await fetch(`http://127.0.0.1:${debuggingPort}/json/version`)).json()) as {
    webSocketDebuggerUrl: string
  }
  const devtools = await openDevtools(found.webSocketDebuggerUrl)
  // What one of them lets go of frees something in another.
  for (let turn = 0; turn < 2; turn++) {
    await devtools.collectEverywhere()
    await app.evaluate(async () => {
      const { Session } = process.getBuiltinModule('node:inspector/promises')
      const session = new Session()
      session.connect()
      await session.post('HeapProfiler.collectGarbage')
      session.disconnect()
    })
  }
  devtools.close()
}
