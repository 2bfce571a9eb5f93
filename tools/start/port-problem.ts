import { createServer } from 'node:net'
import type { Problem } from './problem.ts'

/** Says which of the ports cannot be had on loopback, before anything is started. */
export async function portProblem(ports: [name: string, port: number][]): Promise<Problem | undefined> {
  for (const [name, port] of ports) {
    const code = await listenError(port)
    if (code === undefined) continue
    const why = code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${code})`
    const first = Math.min(...ports.map(([, each]) => each))
    return {
      problem: 'start/port-in-use',
      message: `Port ${port}, needed for ${name}, ${why}: stop the program that uses it, or choose other ports with --port ${first + 100}.`,
    }
  }
  return undefined
}

function listenError(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(undefined)))
  })
}
