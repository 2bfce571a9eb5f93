import type { Clock } from '#shared/kit/clock.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'
import type { Database } from '../db/database.ts'
import { beginEpoch } from './begin-epoch.ts'

/** Why everybody has to start anew. */
export type EpochCause =
  /** `--new-epoch`: whoever restored the database knows that it was. */
  | 'asked'
  /** It lives somewhere else than before: it was copied, restored, or failed over to a replica. */
  | 'moved'
  /** It holds less than this server acknowledged: it was put back in place. */
  | 'behind'

interface Options {
  readonly clock: Clock
  readonly isAsked: boolean
  /** What the server knew of the feed when it last ran, from outside the database. */
  readonly witnessed: Checkpoint | undefined
}

/**
 * Before anybody is served: a database that may have lost what it once told gets a new epoch, so that every replica starts
 * anew and every desk sends again what this database has not decided. A needless one costs a desk a snapshot and its agent a
 * password; a missing one would leave replicas with rows that the server no longer has, and sessions that had ended.
 * @returns the cause of a new epoch, if there is one.
 */
export async function settleEpoch(
  database: Database,
  { clock, isAsked, witnessed }: Options,
): Promise<Checkpoint & { readonly cause: EpochCause | undefined }> {
  const home = await database.home()
  return database.transaction(async (db) => {
    // Nodes that start together settle it once.
    const [found] = await db.query<Checkpoint & { home: string }>(
      'SELECT epoch, head AS seq, home FROM feed_head FOR UPDATE',
    )
    if (!found) throw new Error('the feed has no head')
    const cause = causeOf(found, home, isAsked, witnessed)
    if (cause) return { ...(await beginEpoch(db, clock, home)), cause }
    await db.execute('UPDATE feed_head SET home = $1', [home])
    return { epoch: found.epoch, seq: found.seq, cause }
  })
}

function causeOf(
  found: Checkpoint & { readonly home: string },
  home: string,
  isAsked: boolean,
  witnessed: Checkpoint | undefined,
): EpochCause | undefined {
  if (isAsked) return 'asked'
  if (found.home !== '' && found.home !== home) return 'moved'
  if (witnessed?.epoch === found.epoch && found.seq < witnessed.seq) return 'behind'
  return undefined
}
