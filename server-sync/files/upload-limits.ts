import type { Clock } from '#shared/kit/clock.ts'
import { createTokenBuckets } from '../limits/token-bucket.ts'

/** How fast strangers may send files. An address can be a whole office, so it gets more than one visitor. */
export interface UploadLimits {
  mayBegin(from: { readonly address: string; readonly uploaderId: string }): boolean
  /** Every piece is flushed to the disk: a file byte by byte would be work for nothing. */
  mayAppend(uploaderId: string): boolean
}

export function createUploadLimits(clock: Clock): UploadLimits {
  const byUploader = createTokenBuckets({ clock, capacity: 20, refillMs: 10_000 })
  const byAddress = createTokenBuckets({ clock, capacity: 100, refillMs: 2_000 })
  const pieces = createTokenBuckets({ clock, capacity: 300, refillMs: 50 })
  return {
    mayBegin: ({ address, uploaderId }) => byUploader.take(uploaderId) && byAddress.take(address),
    mayAppend: pieces.take,
  }
}
