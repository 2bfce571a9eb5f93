import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '#shared/kit/clock.ts'
import type { JsonFile } from '../../files/json-file.ts'

/** Only hashes are kept: who reads the file cannot open the workstation with it. */
export const browserSessionsSchema = z
  .array(z.strictObject({ hash: z.string().length(64), openedAt: z.int().min(0) }))
  .max(100)
export type BrowserSessions = z.infer<typeof browserSessionsSchema>

export interface EntryTickets {
  /** A ticket that works once. */
  issue(): string
  /** A new session's secret in exchange for the ticket; null when it is wrong or used. */
  redeem(ticket: string): Promise<string | null>
  /** Names the browser profile that got this secret; null: it got none from here. */
  profileOf(secret: string): string | null
}

/** Browsers of one person that stay let in; the oldest has to use a new ticket. */
const sessionsMax = 20

/** Links that were printed and not used yet. */
const unusedMax = 3

/** Lets in the browser that got the printed link, and that browser only; it stays in when the workstation restarts. */
export async function openEntryTickets(file: JsonFile<BrowserSessions>, clock: Clock): Promise<EntryTickets> {
  let unused: readonly string[] = []
  let sessions = (await file.read()) ?? []
  return {
    issue() {
      const ticket = secret()
      unused = [...unused, hashOf(ticket)].slice(-unusedMax)
      return ticket
    },
    async redeem(given) {
      const hash = hashOf(given)
      if (!unused.map((one) => isSame(hash, one)).includes(true)) return null
      unused = unused.filter((one) => one !== hash)
      const opened = secret()
      sessions = [...sessions.slice(1 - sessionsMax), { hash: hashOf(opened), openedAt: clock.now() }]
      await file.write(sessions)
      return opened
    },
    profileOf(given) {
      const hash = hashOf(given)
      // Every one is compared, so that the time tells nothing.
      return sessions.map((session) => isSame(session.hash, hash)).includes(true) ? hash : null
    },
  }
}

const secret = () => randomBytes(32).toString('base64url')

const hashOf = (value: string) => createHash('sha256').update(value).digest('hex')

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
