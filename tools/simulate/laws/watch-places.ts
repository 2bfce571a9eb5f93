import { type Place, cursorOf } from '../../../src-renderer/replica/feed/place.ts'

/** [P2] Within one history, and until it begins anew, a replica's place only moves on. */
export function watchPlaces(
  onViolation: (what: string) => void,
  onBeginAnew: () => void,
): { see(place: string): void; forget(): void } {
  let before: Place | null = null
  function see(text: string) {
    const place = JSON.parse(text) as Place | null
    if (before && place && place.epoch === before.epoch) {
      if (place.seq < before.seq) onViolation(`[P2] its checkpoint went back from ${before.seq} to ${place.seq}`)
      for (const [logId, cursor] of Object.entries(before.cursors))
        if (cursorOf(place, logId) < cursor)
          onViolation(`[P2] its cursor in ${logId} went back from ${cursor} to ${cursorOf(place, logId)}`)
    }
    if (!place) onBeginAnew()
    before = place
  }

  // A database that was rolled back goes on from where it is.
  return { see, forget: () => void (before = null) }
}
