/** What people do, and what happens to machines and wires. `x` and `y` choose among the ways to do it. */
export const workKinds = ['act', 'burst', 'look', 'customer-writes', 'customer-reads'] as const
export const faultKinds = [
  'cut',
  'offline',
  'half-open',
  'slow',
  'main-crash',
  'power-cut',
  'lying-flush',
  'disk-error',
  'log-damage',
  'log-image',
  'worker-crash',
  'rows-lost',
  'rows-rolled-back',
  'rows-truncated',
  'rows-fail',
  'clock-jump',
  'server-crash',
  'server-clock-jump',
  'server-fails',
  'server-restore',
  'taken-over',
] as const
export type FaultKind = (typeof faultKinds)[number]
/** `backup` and `rest` are neither work nor fault. */
export type EventKind = (typeof workKinds)[number] | FaultKind | 'backup' | 'rest'

export interface Event {
  /** Milliseconds after the one before. */
  readonly after: number
  readonly kind: EventKind
  /** Which desk or customer. */
  readonly who: number
  readonly x: number
  readonly y: number
}

export interface Schedule {
  readonly seed: number
  readonly desks: number
  readonly events: readonly Event[]
}

export const isFault = ({ kind }: Event) => (faultKinds as readonly string[]).includes(kind)
