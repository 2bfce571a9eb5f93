import { percentile } from '../../tools/percentile.ts'
import { type Target, atMost } from '../target.ts'
import type { LoopFigures } from './loop/measure-loop.ts'
import type { MemoryUse } from './memory/measure-memory.ts'
import { type MemoryByKind, totalOf } from './memory/process-tree.ts'
import type { Starts } from './start/measure-start.ts'

export interface Part {
  readonly lines: readonly string[]
  readonly targets: readonly Target[]
}

const median = (values: readonly number[]) => percentile(values, 0.5)
const ms = (value: number) => `${value.toFixed(0).padStart(7)} ms`
const row = (name: string, ...cells: readonly string[]) => `  ${name.padEnd(52)}${cells.join('')}`

export function reportStarts({ farline, emptyMs, emptyParts, scriptBytes, rows }: Starts): Part {
  const whole = farline.map(({ doorMs, openMs }) => doorMs + openMs)
  const medianPart = (parts: readonly Readonly<Record<string, number>>[], name: string) =>
    median(parts.map((part) => part[name] ?? 0))
  const own = farline.map(({ parts }) => parts)
  return {
    lines: [
      row(`start, medians of ${farline.length}, ${rows} rows on the disk`),
      ...Object.keys(own[0] ?? {}).map((name) => row(`    ${name}`, ms(medianPart(own, name)))),
      row('  process to the first key of the password', ms(median(farline.map(({ doorMs }) => doorMs)))),
      row('  password to a key that moves the selection', ms(median(farline.map(({ openMs }) => openMs)))),
      row('  both', ms(median(whole))),
      row(`  an empty window, ${Math.round(scriptBytes / 1000)} kB of script parsed`, ms(median(emptyMs))),
      ...Object.keys(emptyParts[0] ?? {}).map((name) => row(`    ${name}`, ms(medianPart(emptyParts, name)))),
    ],
    targets: [atMost('start to usable inbox ÷ an empty window', 2, median(whole) / median(emptyMs))],
  }
}

export function reportMemory({ actions, before, along }: MemoryUse): Part {
  const mebibytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(0).padStart(6)}`
  const course = (of: (memory: MemoryByKind) => number) => [before, ...along].map(of).map(mebibytes)
  return {
    lines: [
      row('memory of all processes, MiB: before, and along', ...course(totalOf)),
      ...Object.keys(before).map((kind) => row(`    ${kind}`, ...course((memory) => memory[kind] ?? 0))),
    ],
    targets: [
      atMost(
        `growth of memory over ${actions} actions`,
        5,
        (totalOf(along.at(-1) ?? before) / totalOf(before) - 1) * 100,
        ' %',
      ),
    ],
  }
}

export function reportLoop({ rows, parts, latency }: LoopFigures): Part {
  const cell = (value: number) => value.toFixed(1).padStart(8)
  const longest = (of: (part: LoopFigures['parts'][number]) => number) => Math.max(...parts.map(of))
  const stranger = percentile(latency.strangerMs, 0.95)
  const another = percentile(latency.anotherMs, 0.95)
  return {
    lines: [
      row(
        `main’s loop late by, ms (${rows} rows)`,
        ...['p50', 'p99.9', 'max', 'cpu p99.9', 'cpu max'].map((name) => name.padStart(10)),
      ),
      ...parts.flatMap(({ name, farline, idle }) =>
        [[name, farline] as const, ['  … a main that does nothing', idle] as const].map(
          ([what, { p50, p999, max, busyP999, busyMax }]) =>
            row(`  ${what}`, ...[p50, p999, max, busyP999, busyMax].map((value) => `  ${cell(value)}`)),
        ),
      ),
      row('a window’s action, p95: a stranger hangs; another window hangs', ms(stranger), ms(another)),
    ],
    targets: [
      atMost(
        'longest that main computes between two turns, beyond an idle one',
        20,
        Math.max(0, longest(({ farline }) => farline.busyMax) - longest(({ idle }) => idle.busyMax)),
        ' ms',
      ),
      atMost(
        'longest stall of main’s loop beyond an idle one’s, as the clock has it',
        20,
        Math.max(0, longest(({ farline }) => farline.max) - longest(({ idle }) => idle.max)),
        ' ms',
      ),
      atMost('an action beside a window that hangs ÷ beside a stranger’s that hangs, p95', 1.5, another / stranger),
    ],
  }
}
