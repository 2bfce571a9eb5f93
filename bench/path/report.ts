import { percentile } from '../../tools/percentile.ts'
import { atMost } from '../target.ts'
import type { AppendTimes } from './append.ts'
import type { ArrivalTimes } from './arrival.ts'

export interface Measured {
  readonly append: AppendTimes
  readonly reply: readonly number[]
  readonly bareReply: readonly number[]
  readonly onPostgres: ArrivalTimes
  readonly onPglite: ArrivalTimes
}

const p50 = (values: readonly number[]) => percentile(values, 0.5)
const p99 = (values: readonly number[]) => percentile(values, 0.99)

export function toReport({ append, reply, bareReply, onPostgres, onPglite }: Measured) {
  const targets = [
    atMost(
      'local action to painted, p50 ÷ the same update without log, overlay and sealing',
      2,
      p50(reply) / p50(bareReply),
    ),
    atMost('customer’s page to agent’s replica, p50 ÷ bare hops', 3, p50(onPglite.storedMs) / p50(onPglite.bareMs)),
    atMost('flushed append, p99 ÷ bare fdatasync', 2, p99(append.appendMs) / p99(append.bareMs)),
  ]
  const figures: [string, readonly number[]][] = [
    ['reply to painted', reply],
    ['… without log, overlay and sealing', bareReply],
    ['customer’s key to agent’s replica', onPglite.storedMs],
    ['… to agent’s screen', onPglite.shownMs],
    ['bare hops: two commits, one push, one put', onPglite.bareMs],
    ['with PostgreSQL: key to replica', onPostgres.storedMs],
    ['… to screen', onPostgres.shownMs],
    ['… bare hops', onPostgres.bareMs],
    ['flushed append', append.appendMs],
    ['bare write and fdatasync', append.bareMs],
  ]
  const ms = (value: number) => value.toFixed(2).padStart(9)
  const lines = figures.map(([name, values]) => `  ${name.padEnd(44)}${ms(p50(values))}${ms(p99(values))}`)
  const verdicts = targets.map(({ name, target, actual, met }) => `  ${met ? '✓' : '✗'} ${name}: ${actual} (${target})`)
  const head = `  ${'milliseconds'.padEnd(44)}${'p50'.padStart(9)}${'p99'.padStart(9)}`
  return { table: ['', head, ...lines, '', ...verdicts, ''].join('\n'), summary: { targets } }
}
