import { session } from 'electron'

/** What the computer's settings, its proxy script or Chromium's switches say: asked of a session that keeps nothing. */
export function systemProxy(): (url: string) => Promise<string> {
  const asked = session.fromPartition('road')
  return (url) => asked.resolveProxy(url)
}
