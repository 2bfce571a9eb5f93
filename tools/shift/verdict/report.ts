import { percentile } from '../../percentile.ts'
import { countFindings, type Finding } from './judge.ts'
import { type SaidMessage, customerReceiver } from './ledger.ts'

export interface ShiftResult {
  readonly seed: number
  readonly conversations: number
  readonly messages: readonly SaidMessage[]
  readonly findings: readonly Finding[]
  /** How often each kind of fault came. */
  readonly faults: ReadonlyMap<string, number>
  /** How often somebody who was cut off was connected again. */
  readonly recoveries: number
}

/** The line that `--json` prints. */
export function toSummary({ seed, conversations, messages, findings, faults, recoveries }: ShiftResult) {
  const saved = messages.filter(({ savedAtMs }) => savedAtMs !== undefined)
  const delays = saved.flatMap(delaysOf)
  return {
    seed,
    conversations,
    toAgent: saved.filter(({ speaker }) => speaker === 'customer').length,
    toCustomer: saved.filter(({ speaker }) => speaker !== 'customer').length,
    faults: [...faults.values()].reduce((sum, count) => sum + count, 0),
    lost: countFindings(findings, 'lost'),
    duplicated: countFindings(findings, 'duplicated'),
    outOfOrder: countFindings(findings, 'out of order'),
    p50Ms: Math.round(percentile(delays, 0.5)),
    p99Ms: Math.round(percentile(delays, 0.99)),
    recoveries,
  }
}

/** From being said to being shown at the other side: at each desk, or in the customer's chat. */
function delaysOf({ speaker, saidAtMs, seenAtMs }: SaidMessage): number[] {
  return [...seenAtMs]
    .filter(([receiver]) => (receiver === customerReceiver) !== (speaker === 'customer'))
    .map(([, atMs]) => atMs - saidAtMs)
}

export function toTable(result: ShiftResult, title: string): string {
  const summary = toSummary(result)
  const faults = [...result.faults].map(([kind, count]) => `${kind} ${count}`).join(', ')
  const rows: [string, string | number][] = [
    ['conversations', summary.conversations],
    ['customers → agents', `${summary.toAgent} messages`],
    ['agents → customers', `${summary.toCustomer} messages`],
    ['said to shown', `p50 ${summary.p50Ms} ms, p99 ${summary.p99Ms} ms`],
    ['faults', faults === '' ? summary.faults : `${summary.faults} (${faults})`],
    ['recoveries', summary.recoveries],
    ['lost', summary.lost],
    ['duplicated', summary.duplicated],
    ['out of order', summary.outOfOrder],
  ]
  return ['', title, '', ...rows.map(([label, value]) => `  ${label.padEnd(20)} ${value}`), ''].join('\n')
}

/** One line a finding: which message, and the path it took. */
export function describeFinding({ what, message, receiver, after }: Finding): string {
  const how = after === undefined ? what : `${what} (behind ${after})`
  return `${how} at ${receiver}: ${describePath(message)}`
}

/** The message that took longest to the other side. */
export function describeSlowest(messages: readonly SaidMessage[]): string | undefined {
  const slowest = messages
    .map((message) => ({ message, delayMs: Math.max(0, ...delaysOf(message)) }))
    .toSorted((a, b) => b.delayMs - a.delayMs)[0]
  return slowest && `slowest: ${describePath(slowest.message)}`
}

function describePath(message: SaidMessage): string {
  const { marker, speaker, saidAtMs, savedAtMs, seenAtMs } = message
  const sender = speaker === 'customer' ? `customer of conversation ${message.conversation}` : `desk ${speaker + 1}`
  const at = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  const kept = savedAtMs === undefined ? 'never confirmed' : `kept ${at(savedAtMs)}`
  const seen = [...seenAtMs].map(([where, ms]) => `${where} ${at(ms)}`).join(', ') || 'nobody'
  return `message ${marker} of the ${sender}, said ${at(saidAtMs)}, ${kept}, first seen by: ${seen}`
}
