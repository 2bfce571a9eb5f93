import { session } from 'electron'
import { untilAnswered } from '../../server/road/until-answered.ts'

/** What the computer's settings, its proxy script or Chromium's switches say: asked of a session that keeps nothing. */
export function systemProxy(): (url: string) => Promise<string> {
  const asked = session.fromPartition('road')
  return untilAnswered((url) => asked.resolveProxy(url))
}
