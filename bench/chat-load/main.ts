import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { demoSignIns } from '../../server-sync/demo/sign-ins.ts'
import { startServerProcess } from '../../server-sync/testing/server-process.ts'
import { percentile } from '../../tools/percentile.ts'
import { startEmbeddedPostgres } from '../../tools/postgres/start-embedded-postgres.ts'
import { atMost } from '../target.ts'
import { openAgentLine } from './agent-line.ts'
import { openBareEcho } from './bare-echo.ts'
import { openVisitors } from './visitors.ts'

/** How long a message may still be on its way after the last one was sent. */
const lateMs = 10_000
const targetP99Ms = 250
const targetVisitorKb = 40

const { values } = parseArgs({
  options: {
    visitors: { type: 'string', default: '10000' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
})
const [visitorCount, rate, seconds] = [values.visitors, values.rate, values.seconds].map(Number) as [
  number,
  number,
  number,
]
const say = (line: string) => console.error(line)

const folder = await mkdtemp(path.join(tmpdir(), 'farline-bench-chat-'))
const postgres = await startEmbeddedPostgres()
const server = startServerProcess('--port', '0', '--data', folder, '--demo', '--database-url', postgres.url)
try {
  const url = String((await server.logged('listening'))['url'])
  const agent = await openAgentLine(url, { email: demoSignIns.agent.email, password: 'demo password' })
  const echo = await openBareEcho()
  const before = await ownBytes(server.pid)
  say(`${visitorCount} visitors come in …`)
  const visitors = await openVisitors(url, 'northwind-home', visitorCount)
  const perVisitorKb = ((await ownBytes(server.pid)) - before) / visitorCount / 1000
  say(`… and write ${rate} messages a second for ${seconds} seconds.`)
  await steadily(rate, seconds, () => {
    visitors.write()
    echo.send()
  })
  const lastAt = performance.now()
  while (agent.arrivedAt.size < visitors.sentAt.size && performance.now() - lastAt < lateMs) await pause(50)

  const arrivedMs = [...visitors.sentAt].flatMap(([id, at]) => {
    const arrivedAt = agent.arrivedAt.get(id)
    return arrivedAt === undefined ? [] : [arrivedAt - at]
  })
  const lost = [...visitors.sentAt.keys()].filter((id) => !agent.arrivedAt.has(id) || !visitors.receipts.has(id)).length
  const p99 = percentile(arrivedMs, 0.99)
  const bareP99 = percentile(echo.tookMs, 0.99)
  const targets = [
    atMost('a visitor’s send to the agent’s replica socket, p99', targetP99Ms, p99, ' ms'),
    atMost('messages lost or without a receipt', 0, lost),
    atMost('visitors’ lines lost', 0, visitors.lost()),
    atMost('memory of the server per visitor', targetVisitorKb, perVisitorKb, ' kB'),
  ]
  const figures = {
    visitors: visitorCount,
    rate,
    seconds,
    sent: visitors.sentAt.size,
    p50Ms: rounded(percentile(arrivedMs, 0.5)),
    p99Ms: rounded(p99),
    bareEchoP50Ms: rounded(percentile(echo.tookMs, 0.5)),
    bareEchoP99Ms: rounded(bareP99),
    timesBareP99: rounded(p99 / bareP99),
    perVisitorKb: rounded(perVisitorKb),
    slowedDown: visitors.refused.length,
  }
  if (!values.json) {
    for (const [name, value] of Object.entries(figures)) console.log(`  ${name.padEnd(16)}${value}`)
    for (const { name, target, actual, met } of targets)
      console.log(`  ${met ? '✓' : '✗'} ${name}: ${actual} (${target})`)
  }
  console.log(JSON.stringify({ figures, targets }))
  visitors.close()
  agent.close()
  await echo.close()
} finally {
  server.kill('SIGTERM')
  await server.exited
  await postgres.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** Evenly over each second, whatever the timers of this process do: what was due is done at once. */
async function steadily(aSecond: number, forSeconds: number, act: () => void): Promise<void> {
  const startedAt = performance.now()
  const all = aSecond * forSeconds
  for (let done = 0; done < all; ) {
    const due = Math.min(all, Math.floor(((performance.now() - startedAt) / 1_000) * aSecond))
    for (; done < due; done++) act()
    await pause(2)
  }
}

/** Of the memory in use, what no file holds: the system drops pages of programs and libraries as it likes. */
async function ownBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
}
