import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#shared/kit/clock.ts'

/**
 * What opens one file in an address: a browser that shows a picture or saves a file sends no token along. It is told to whoever
 * may see the message, opens nothing else, and is worth nothing after a day.
 */
export interface FileTickets {
  /** At most 40 characters, as an address takes them. */
  issue(fileId: string): string
  isFor(fileId: string, ticket: string): boolean
}

const lifetimeMs = 24 * 3_600_000
const signatureBytes = 16

export function createFileTickets(key: Buffer, clock: Clock): FileTickets {
  const sign = (fileId: string, until: string) =>
    createHmac('sha256', key).update(`${fileId}\n${until}`).digest().subarray(0, signatureBytes)
  return {
    issue(fileId) {
      const until = (clock.now() + lifetimeMs).toString(36)
      return `${until}.${sign(fileId, until).toString('base64url')}`
    },
    isFor(fileId, ticket) {
      const [until = '', signature = ''] = ticket.split('.')
      const given = Buffer.from(signature, 'base64url')
      if (given.length !== signatureBytes || !timingSafeEqual(given, sign(fileId, until))) return false
      return Number.parseInt(until, 36) > clock.now()
    },
  }
}
