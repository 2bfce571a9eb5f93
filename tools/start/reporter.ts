import type { Problem } from './problem.ts'

export interface Ready {
  host: 'browser' | 'electron'
  reason: string
  urls: { server: string; shop: string | null; agent: string | null; agent2: string | null; lead: string | null }
}

interface SignIn {
  name: string
  email: string
  password: string
}

/** How the start talks: to a person, or with --json to a program. */
export interface Reporter {
  step(message: string): void
  ready(ready: Ready, signIns: SignIn[]): void
  problem(problem: Problem): void
}

interface Output {
  out(line: string): void
  err(line: string): void
}

export function createReporter(isJson: boolean, { out, err }: Output): Reporter {
  if (!isJson)
    return {
      step: out,
      ready: (ready, signIns) => out(readyText(ready, signIns)),
      problem: ({ message }) => err(oneLine(message)),
    }
  const event = (name: string, fields: object) => out(JSON.stringify({ event: name, ...fields }))
  return {
    step: (message) => event('step', { message }),
    ready: ({ host, reason, urls }) => event('ready', { host, reason, urls }),
    problem: ({ problem, message }) => {
      err(oneLine(message))
      event('error', { problem, message: oneLine(message) })
    },
  }
}

function readyText({ host, reason, urls }: Ready, signIns: SignIn[]): string {
  const addresses: [string, string | null][] = [
    ['Server', urls.server],
    ['Demonstration shop', urls.shop],
    ["Agent's workstation", urls.agent],
    ["Second agent's", urls.agent2],
    ["Lead's", urls.lead],
  ]
  const lines = [
    '',
    `Farline is ready. The agent's workstation runs in ${host === 'electron' ? 'Electron' : 'the browser'} (${reason}).`,
    '',
    ...addresses.flatMap(([label, url]) => (url === null ? [] : [`  ${label.padEnd(20)} ${url}`])),
  ]
  if (signIns.length > 0) {
    // The addresses sign in by themselves, once each; these are for signing in again.
    lines.push(
      '',
      'Sign-ins:',
      ...signIns.map(({ name, email, password }) => `  ${name.padEnd(20)} ${email}  ${password}`),
    )
  }
  return [...lines, '', 'Ctrl+C stops everything.'].join('\n')
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim()
}
