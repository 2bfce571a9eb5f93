import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What the gauges ask when they are read. */
export interface Measured {
  feedHead(): number
  outboxDepth(): Promise<number>
  syncSockets(): number
  chatSockets(): number
}

export interface Metrics {
  commandDecided(type: string, outcome: string, tookMs: number): void
  requestAnswered(method: string, route: string, status: number, tookMs: number): void
  /** Called once, when there is something to measure. */
  watch(measured: Measured): void
  text(): Promise<string>
  readonly contentType: string
}

export function createMetrics(): Metrics {
  // A registry of its own: two servers in one process (tests) do not mix.
  const registry = new Registry()
  const registers = [registry]
  const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
  const commands = new Counter({
    name: 'farline_commands_total',
    help: 'Commands by type and outcome',
    labelNames: ['type', 'outcome'],
    registers,
  })
  const commandSeconds = new Histogram({
    name: 'farline_command_seconds',
    help: 'From receiving a command to its commit',
    labelNames: ['type'],
    buckets,
    registers,
  })
  const requestSeconds = new Histogram({
    name: 'farline_http_request_seconds',
    help: 'HTTP requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  })

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    commandDecided(type, outcome, tookMs) {
      commands.inc({ type, outcome })
      commandSeconds.observe({ type }, tookMs / 1_000)
    },
    requestAnswered: (method, route, status, tookMs) =>
      requestSeconds.observe({ method, route, status: String(status) }, tookMs / 1_000),
    watch(measured) {
      const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
        new Gauge({
          name,
          help,
          registers,
          async collect() {
            this.set(await read())
          },
        })
      gauge('farline_feed_head', 'Newest number of the feed that this node knows', measured.feedHead)
      gauge('farline_outbox_entries', 'Committed entries that wait for their number', measured.outboxDepth)
      gauge('farline_sync_sockets', 'Connected desks', measured.syncSockets)
      gauge('farline_chat_sockets', 'Connected customer chats', measured.chatSockets)
    },
  }
}
