import type { Clock } from '#shared/kit/clock.ts'
import { createTokenBuckets } from '../limits/token-bucket.ts'
import type { Uploader } from './uploads.ts'

/** How fast files may be sent. An address can be a whole office, so it gets more than one sender. */
export interface UploadLimits {
  mayBegin(from: { readonly address: string; readonly uploaderId: string }): boolean
  /** Every piece is flushed to the disk: a file byte by byte would be work for nothing. */
  mayAppend(uploaderId: string): boolean
}

/** Visitors are strangers; agents send what they sent a hundred times today to everybody who asks. */
const paces = {
  customer: {
    begins: { capacity: 20, refillMs: 10_000 },
    addresses: { capacity: 100, refillMs: 2_000 },
    pieces: { capacity: 300, refillMs: 50 },
  },
  agent: {
    begins: { capacity: 200, refillMs: 500 },
    addresses: { capacity: 10_000, refillMs: 10 },
    pieces: { capacity: 1_000, refillMs: 10 },
  },
} as const

/** Of one sender in one conversation: not yet sent; and in a day, all together. */
export const quotas = {
  customer: { unsentMax: 20, dayMaxBytes: 1024 ** 3 },
  agent: { unsentMax: 100, dayMaxBytes: 20 * 1024 ** 3 },
} as const satisfies Record<Uploader['kind'], object>

export function createUploadLimits(clock: Clock, kind: Uploader['kind']): UploadLimits {
  const byUploader = createTokenBuckets({ clock, ...paces[kind].begins })
  const byAddress = createTokenBuckets({ clock, ...paces[kind].addresses })
  const pieces = createTokenBuckets({ clock, ...paces[kind].pieces })
  return {
    mayBegin: ({ address, uploaderId }) => byUploader.take(uploaderId) && byAddress.take(address),
    mayAppend: pieces.take,
  }
}
