import { straightRoad } from '../server/road/road.ts'
import { openWebSocketWire } from '../sync/uplink/open-web-socket-wire.ts'
import type { OpenWire } from '../sync/uplink/wire.ts'

/** A real connection with the one token that the test's server knows at first, and no way to another. */
export function openTestWire(url: string, first = 'token-1-long-enough-to-pass'): OpenWire {
  let token: string | null = first
  const tokens: Parameters<typeof openWebSocketWire>[1] = {
    access: async () => (token === null ? { ok: false, problem: 'ended' } : { ok: true, token }),
    reject: () => void (token = null),
  }
  return openWebSocketWire(() => ({ url, certificate: null }), tokens, straightRoad())
}
