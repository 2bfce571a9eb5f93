import type { Seen } from '../target.ts'
import { markers, spoken } from './planted.ts'

/** How long an answer may take: this machine may be busy, and an endless parse takes longer than anything. */
export const patienceMs = 5_000

/** What belongs to whoever runs the server, not to whoever asks it: a line of a stack, a file, a statement. */
const inside = [
  /\n\s+at .+:\d+/,
  /\bat (async )?[\w.<>]+ \(.+:\d+:\d+\)/,
  /node_modules|file:\/\/\/|\/server-sync\/|\/src-main\/|\/tmp\//,
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.+\b(FROM|VALUES|SET|WHERE)\b/,
  /syntax error at or near|violates .+ constraint|SQLSTATE|relation ".+" does not exist/,
]

/** @returns the law that was broken, `[name] how`; undefined when all of them held */
export function judge(
  { answers, logged = [], broken }: Seen,
  tookMs: number,
  secrets: readonly string[],
): string | undefined {
  if (broken !== undefined) return broken
  if (tookMs > patienceMs) return `[in-time] answered after ${Math.round(tookMs)} ms`
  for (const { text, isError } of answers) {
    const problem = foreignIn(text) ?? (isError ? errorProblem(text) : undefined)
    if (problem) return problem
  }
  for (const line of logged) {
    const problem = logProblem(line, secrets)
    if (problem) return problem
  }
  return ({} as Record<string, unknown>)['isPolluted'] === undefined
    ? undefined
    : '[no-pollution] Object.prototype was changed'
}

function foreignIn(text: string): string | undefined {
  const seen = Object.entries(markers).find(([, marker]) => text.includes(marker))
  return seen && `[own-rows-only] an answer holds something of the ${seen[0]}`
}

function errorProblem(text: string): string | undefined {
  if (inside.some((pattern) => pattern.test(text)))
    return `[no-insides] an error tells of the inside: ${text.slice(0, 120)}`
  return hasKind(text) ? undefined : `[typed] an error has no kind: ${text.slice(0, 120)}`
}

/** `{"kind": "area/what"}`, or for calls between our own processes a code from their contract. */
function hasKind(text: string): boolean {
  try {
    const { kind, code } = JSON.parse(text) as { kind?: unknown; code?: unknown }
    if (typeof kind === 'string') return /^[a-z0-9-]+\/[a-z0-9-]+$/.test(kind) && kind !== 'http/internal'
    return typeof code === 'string' && /^[A-Z_]+$/.test(code) && code !== 'INTERNAL_SERVER_ERROR'
  } catch {
    return false // Not JSON.
  }
}

function logProblem(line: string, secrets: readonly string[]): string | undefined {
  if (secrets.some((secret) => line.includes(secret))) return '[silent-log] a log line holds a secret'
  if (line.includes(spoken) || Object.values(markers).some((marker) => line.includes(marker)))
    return '[silent-log] a log line holds what somebody wrote'
  return /"level":"(error|fatal)"|"level":(50|60)/.test(line)
    ? `[no-failure] it was logged as a failure: ${line.slice(0, 400)}`
    : undefined
}
