import { type Probed, probeServer } from './probe-server.ts'
import type { Road } from './road/road.ts'
import type { ServerPlace } from './server-place.ts'

/** How a new workstation is told where its server is. */
export interface ServerChooser {
  probe(typed: string): Promise<Probed>
  /** Looks again: what somebody has compared has to be what is there now. Null: chosen. */
  choose(url: string, fingerprint: string): Promise<'CHANGED' | 'UNREACHABLE' | null>
}

/** @param isFree whether nobody's desk stands open here: it belongs to the server that it was opened with */
export function createServerChooser(place: ServerPlace, isFree: () => boolean, road: Road): ServerChooser {
  return {
    probe: (typed) => probeServer(typed, road),
    async choose(url, fingerprint) {
      const probed = await probeServer(url, road)
      if (!probed.ok) return 'UNREACHABLE'
      if (probed.found.url !== url || probed.found.fingerprint !== fingerprint || !isFree()) return 'CHANGED'
      await place.choose(probed.address)
      return null
    },
  }
}
