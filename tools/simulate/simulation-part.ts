import { parentPort, workerData } from 'node:worker_threads'
import type { FromPart } from './run-in-parts.ts'
import { runSimulation } from './run-simulation.ts'

const post = (message: FromPart) => parentPort?.postMessage(message)
const options = workerData as { seed: number; schedules: number; part: number; of: number }
post({ report: await runSimulation({ ...options, keeps: true, say: (line) => post({ line }) }) })
