import { type Started, problem } from '../start-problem.ts'

/** Why a server does not listen; what is nobody's mistake is thrown. */
export function notListening(
  error: unknown,
  { bind, port }: { readonly bind: string; readonly port: number },
): Started<never> {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE')
    return problem('server/port-in-use', `Port ${port} is in use: stop what uses it, or give another --port.`)
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return problem('server/usage', `Cannot listen on ${bind}, port ${port}: give another --bind or --port.`)
  throw error
}
