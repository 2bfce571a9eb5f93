import { type Hash, createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import type { Clock, Instant } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import { advisoryLocks } from '../db/advisory-locks.ts'
import type { Database, WritableDb } from '../db/database.ts'
import { type ArrivingBytes, arrivingBytes } from './arriving-bytes.ts'
import { cleanFileName } from '#shared/domain/file/clean-file-name.ts'
import type { ContentStore } from './content-store.ts'
import { bindToWaiting } from './bind-files.ts'
import { inspectFile } from './inspect/inspect-file.ts'
import { quotas } from './upload-limits.ts'

/** Who sends a file, and where to. Nobody else gets at the upload. */
export interface Uploader {
  readonly organisationId: string
  readonly conversationId: string
  readonly kind: 'customer' | 'agent'
  readonly id: string
}

export interface Upload {
  readonly id: string
  /** How long it will be, and how much of it is here. */
  readonly bytes: number
  readonly arrived: number
  readonly expiresAt: Instant
  /** `taken`: whole, looked into, and kept. `refused`: nothing of it is kept. */
  readonly state: 'arriving' | 'taken' | 'refused'
  /** With `refused`. */
  readonly refusal: string | undefined
}

/** `file/gone`: somebody else, or another conversation, has a file of this id, or it was of another length. */
export type BeginRefusal = 'file/empty' | 'file/too-large' | 'file/too-many' | 'file/no-room' | 'file/gone'

export type Begun = { readonly ok: true; readonly upload: Upload } | { readonly ok: false; readonly kind: BeginRefusal }

export type Appended =
  | { readonly ok: true; readonly upload: Upload }
  /** `offset`: it is not where the sender thinks. `longer`: more came than was announced, which was left out. */
  | { readonly ok: false; readonly why: 'offset' | 'longer'; readonly upload: Upload }

export interface Uploads {
  /** @param given `id` where the sender chooses it: begun once more, it is what it is by now. Only letters, digits, `_` and `-`. */
  begin(
    by: Uploader,
    given: { readonly bytes: number; readonly name: string; readonly id?: string | undefined },
  ): Promise<Begun>
  /** `undefined`: there is none of this id, or it is not theirs, or its time is over. Ends what a crash had left unfinished. */
  find(by: Uploader, id: string): Promise<Upload | undefined>
  /** Whoever sends the same upload already is cut off: it is the same sender, with a line that died. */
  append(by: Uploader, id: string, offset: number, source: Readable): Promise<Appended | undefined>
  /** @returns whether there was something to give up */
  abandon(by: Uploader, id: string): Promise<boolean>
  /** Removes what was not finished, or not sent, in time. */
  sweep(): Promise<void>
}

interface Options {
  /** As the part `files`. */
  readonly database: Database
  readonly store: ContentStore
  readonly clock: Clock
  readonly nextId: IdSource
  /** An agent's file was taken or refused. */
  readonly onSettled?: () => void
}

const unsentForMs = 24 * 3_600_000
const sweptAtOnce = 100
/** Sums of what is on its way, so that the end need not be read again. */
const hashesMax = 1_000

interface Row {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly mediaType: string | null
  readonly refusal: string | null
  readonly expiresAt: Instant
  readonly kind: Uploader['kind']
}

const columns = `id, name, bytes, media_type AS "mediaType", refusal, expires_at AS "expiresAt", uploaded_by_kind AS kind`

export function createUploads({ database, store, clock, nextId, onSettled }: Options): Uploads {
  const inHand = new Map<string, { cut(): void; readonly ended: Promise<void> }>()
  const hashes = new Map<string, { readonly hash: Hash; at: number }>()

  /** One at a time does something to an upload. */
  async function alone<Result>(
    id: string,
    source: ArrivingBytes | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    for (let other = inHand.get(id); other; other = inHand.get(id)) {
      other.cut()
      await other.ended
    }
    const { promise: ended, resolve } = Promise.withResolvers<void>()
    inHand.set(id, { cut: () => source?.cut(), ended })
    try {
      return await work()
    } finally {
      inHand.delete(id)
      resolve()
    }
  }

  async function rowOf(
    { organisationId, conversationId, kind, id: by }: Uploader,
    id: string,
  ): Promise<Row | undefined> {
    const [row] = await database.query<Row>(
      `SELECT ${columns} FROM file WHERE id = $1 AND organisation_id = $2 AND conversation_id = $3
         AND uploaded_by_kind = $4 AND uploaded_by = $5 AND (expires_at = 0 OR expires_at > $6)`,
      [id, organisationId, conversationId, kind, by, clock.now()],
    )
    return row
  }

  async function isOthers(by: Uploader, id: string): Promise<boolean> {
    const found = await database.query('SELECT 1 FROM file WHERE id = $1 AND (expires_at = 0 OR expires_at > $2)', [
      id,
      clock.now(),
    ])
    return found.length > 0 && !(await rowOf(by, id))
  }

  async function settled(row: Row): Promise<Upload> {
    const { id, bytes, expiresAt } = row
    if (row.refusal !== null) return { id, bytes, arrived: 0, expiresAt, state: 'refused', refusal: row.refusal }
    if (row.mediaType !== null) return { id, bytes, arrived: bytes, expiresAt, state: 'taken', refusal: undefined }
    const arrived = await store.arrived(id)
    return arrived === bytes ? take(row) : { id, bytes, arrived, expiresAt, state: 'arriving', refusal: undefined }
  }

  async function take(row: Row): Promise<Upload> {
    const upload = await taken(row)
    if (row.kind === 'agent') onSettled?.()
    return upload
  }

  /** All of it is here. Nobody is told so before it is found to be what it says, and lies in its place. */
  async function taken(row: Row): Promise<Upload> {
    const { id, bytes } = row
    const sha256 = await sumOf(row)
    const found = await inspectFile(store.pathOf(id), bytes, row.name)
    const expiresAt = clock.now() + unsentForMs
    if (!found.ok) {
      await database.transaction((db) =>
        db.execute('UPDATE file SET refusal = $2, expires_at = $3 WHERE id = $1', [id, found.refusal, expiresAt]),
      )
      await store.discard(id)
      return { id, bytes, arrived: 0, expiresAt, state: 'refused', refusal: found.refusal }
    }
    await store.keep(id, sha256)
    const keptUntilAt = await database.transaction(async (db) => {
      await lockContent(db, sha256)
      // Until now whoever removed the last other one of this content did not know of ours.
      if (!(await store.holds(sha256))) await store.keep(id, sha256)
      const [kept] = await db.query<{ expiresAt: Instant }>(
        `UPDATE file SET media_type = $2, sha256 = $3, name = $4,
           expires_at = CASE WHEN message_id IS NULL THEN $5::bigint ELSE 0 END
         WHERE id = $1 RETURNING expires_at AS "expiresAt"`,
        [id, found.mediaType, sha256, found.name, expiresAt],
      )
      const isBound = row.kind === 'agent' && (await bindToWaiting(db, id)) > 0
      return isBound ? 0 : (kept?.expiresAt ?? expiresAt)
    })
    await store.discard(id)
    return { id, bytes, arrived: bytes, expiresAt: keptUntilAt, state: 'taken', refusal: undefined }
  }

  async function sumOf({ id, bytes }: Row): Promise<string> {
    const running = hashes.get(id)
    hashes.delete(id)
    if (running?.at === bytes) return running.hash.digest('hex')
    const hash = createHash('sha256')
    await pipeline(createReadStream(store.pathOf(id)), hash)
    return hash.digest('hex')
  }

  /** Adds up what comes, where it was added up so far. */
  function summing(id: string, offset: number): (bytes: Buffer) => void {
    const running = offset === 0 ? { hash: createHash('sha256'), at: 0 } : hashes.get(id)
    hashes.delete(id)
    if (running?.at !== offset) return () => undefined
    hashes.set(id, running)
    const [oldest] = hashes.keys()
    if (hashes.size > hashesMax && oldest !== undefined) hashes.delete(oldest)
    return (bytes) => {
      running.hash.update(bytes)
      running.at += bytes.length
    }
  }

  async function remove(id: string, sha256: string | null, now: Instant): Promise<void> {
    await database.transaction(async (db) => {
      if (sha256 !== null) await lockContent(db, sha256)
      // A message may have taken it a moment ago.
      const isGone = await db.execute('DELETE FROM file WHERE id = $1 AND expires_at > 0 AND expires_at <= $2', [
        id,
        now,
      ])
      if (isGone === 0 || sha256 === null) return
      const others = await db.query('SELECT 1 FROM file WHERE sha256 = $1 LIMIT 1', [sha256])
      if (others.length === 0) await store.remove(sha256)
    })
  }

  async function begin(by: Uploader, id: string, bytes: number, name: string): Promise<Begun> {
    if (!(await store.hasRoomFor(bytes))) return { ok: false, kind: 'file/no-room' }
    const now = clock.now()
    const expiresAt = now + unsentForMs
    const { unsentMax, dayMaxBytes } = quotas[by.kind]
    const refusal = await database.transaction(async (db): Promise<BeginRefusal | undefined> => {
      // Of one sender one after the other, so that none slips past the count.
      await db.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [advisoryLocks.uploader, by.id])
      const [sum] = await db.query<{ unsent: number; bytes: number }>(
        `SELECT count(*) FILTER (WHERE message_id IS NULL AND refusal IS NULL AND expires_at > $4) AS unsent,
           coalesce(sum(bytes) FILTER (WHERE created_at > $5), 0)::bigint AS bytes
         FROM file WHERE conversation_id = $1 AND uploaded_by_kind = $2 AND uploaded_by = $3`,
        [by.conversationId, by.kind, by.id, now, now - unsentForMs],
      )
      if (!sum || sum.unsent >= unsentMax || sum.bytes + bytes > dayMaxBytes) return 'file/too-many'
      const begun = await db.execute(
        `INSERT INTO file (id, organisation_id, conversation_id, uploaded_by_kind, uploaded_by, name, bytes, created_at,
           expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
        [id, by.organisationId, by.conversationId, by.kind, by.id, cleanFileName(name), bytes, now, expiresAt],
      )
      return begun === 0 ? 'file/gone' : undefined
    })
    if (refusal !== undefined) return { ok: false, kind: refusal }
    return { ok: true, upload: { id, bytes, arrived: 0, expiresAt, state: 'arriving', refusal: undefined } }
  }

  /** What is left of one whose time is over. */
  async function removeDue(id: string): Promise<void> {
    const now = clock.now()
    const [due] = await database.query<{ sha256: string | null }>(
      'SELECT sha256 FROM file WHERE id = $1 AND expires_at > 0 AND expires_at <= $2',
      [id, now],
    )
    if (!due) return
    await remove(id, due.sha256, now)
    hashes.delete(id)
    await store.discard(id)
  }

  return {
    async begin(by, { id, bytes, name }) {
      if (bytes < 1) return { ok: false, kind: 'file/empty' }
      if (bytes > fileMaxBytes) return { ok: false, kind: 'file/too-large' }
      if (id === undefined) return begin(by, nextId(), bytes, name)
      // Before anything is cut off: it is not theirs to end.
      if (await isOthers(by, id)) return { ok: false, kind: 'file/gone' }
      return alone(id, undefined, async () => {
        const row = await rowOf(by, id)
        if (row)
          return row.bytes === bytes ? { ok: true, upload: await settled(row) } : { ok: false, kind: 'file/gone' }
        await removeDue(id)
        return begin(by, id, bytes, name)
      })
    },
    async find(by, id) {
      if (!(await rowOf(by, id))) return undefined
      return alone(id, undefined, async () => {
        const row = await rowOf(by, id)
        return row && settled(row)
      })
    },
    async append(by, id, offset, source) {
      const announced = await rowOf(by, id)
      if (!announced) return undefined
      const arriving = arrivingBytes(source, announced.bytes - offset)
      return alone(id, arriving, async (): Promise<Appended | undefined> => {
        const row = await rowOf(by, id)
        if (!row) return undefined
        const before = await settled(row)
        if (before.state !== 'refused' && before.arrived !== offset) return { ok: false, why: 'offset', upload: before }
        if (before.state !== 'arriving') return { ok: true, upload: before }
        await store.append(id, offset, arriving, summing(id, offset))
        const upload = await settled(row)
        return arriving.isLonger ? { ok: false, why: 'longer', upload } : { ok: true, upload }
      })
    },
    async abandon(by, id) {
      if (!(await rowOf(by, id))) return false
      return alone(id, undefined, async () => {
        // What a message carries is no longer the sender's alone.
        const [row] = await database.transaction((db) =>
          db.query<{ sha256: string | null }>(
            'UPDATE file SET expires_at = 1 WHERE id = $1 AND message_id IS NULL RETURNING sha256',
            [id],
          ),
        )
        if (!row) return false
        await remove(id, row.sha256, clock.now())
        await store.discard(id)
        return true
      })
    },
    async sweep() {
      for (;;) {
        const now = clock.now()
        const due = await database.query<{ id: string; sha256: string | null }>(
          'SELECT id, sha256 FROM file WHERE expires_at > 0 AND expires_at <= $1 ORDER BY expires_at LIMIT $2',
          [now, sweptAtOnce],
        )
        for (const { id, sha256 } of due) {
          await alone(id, undefined, async () => {
            await remove(id, sha256, now)
            hashes.delete(id)
          })
        }
        if (due.length < sweptAtOnce) break
      }
      const here = await store.uploads()
      const arriving = await database.query<{ id: string }>(
        'SELECT id FROM file WHERE id = ANY($1) AND media_type IS NULL AND refusal IS NULL',
        [here],
      )
      const wanted = new Set(arriving.map(({ id }) => id))
      for (const id of here) if (!wanted.has(id) && !inHand.has(id)) await store.discard(id)
    },
  }
}

/** While one puts a content into its place, nobody takes it away since no other row names it. */
const lockContent = (db: WritableDb, sha256: string) =>
  db.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [advisoryLocks.content, sha256])
