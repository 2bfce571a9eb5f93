import { v7 } from 'uuid'
import type { Clock } from './clock.ts'

/** Makes a new id: UUIDv7, 36 characters. Nothing may be ordered by it: clocks of two desks differ. */
export type IdSource = () => string

/** @param randomBytes 16 unpredictable bytes a call; injected so that a simulated run repeats itself. */
export function createIdSource(clock: Clock, randomBytes: () => Uint8Array): IdSource {
  return () => v7({ msecs: clock.now(), random: randomBytes() })
}
