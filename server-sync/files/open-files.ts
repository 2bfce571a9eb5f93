import path from 'node:path'
import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { Database } from '../db/database.ts'
import { serverKey } from '../db/server-key.ts'
import { type Timers, systemTimers } from '../sync/timers.ts'
import { type FileClaims, createFileClaims } from './claim-files.ts'
import { type ContentStore, openLocalStore } from './content-store.ts'
import { type FileTickets, createFileTickets } from './file-tickets.ts'
import { type UploadLimits, createUploadLimits } from './upload-limits.ts'
import { type Uploader, type Uploads, createUploads } from './uploads.ts'

/** All that has to do with files: how they come, where they lie, who gets them. */
export interface Files {
  readonly store: ContentStore
  readonly uploads: Uploads
  readonly claims: FileClaims
  readonly tickets: FileTickets
  readonly limits: Readonly<Record<Uploader['kind'], UploadLimits>>
  stop(): Promise<void>
}

interface Options {
  /** As the part `files`. */
  readonly database: Database
  /** That of `--data`. */
  readonly dataDirectory: string
  readonly clock: Clock
  readonly nextId: IdSource
  readonly timers?: Timers | undefined
  /** An agent's file is here, or was refused: a message may wait for it. */
  readonly onSettled: () => void
  readonly onFailure: (error: unknown) => void
}

const sweepEveryMs = 3_600_000

export async function openFiles(options: Options): Promise<Files> {
  const { database, clock, nextId, timers = systemTimers, onSettled, onFailure } = options
  const store = await openLocalStore(path.join(options.dataDirectory, 'files'))
  const uploads = createUploads({ database, store, clock, nextId, onSettled })
  let isStopped = false
  let callOff = () => {}
  let sweeping = sweep()

  async function sweep(): Promise<void> {
    await uploads.sweep().catch(onFailure)
    if (!isStopped) callOff = timers.after(sweepEveryMs, () => void (sweeping = sweep()))
  }

  return {
    store,
    uploads,
    claims: createFileClaims(database, clock),
    tickets: createFileTickets(await serverKey(database, 'file-ticket'), clock),
    limits: { customer: createUploadLimits(clock, 'customer'), agent: createUploadLimits(clock, 'agent') },
    async stop() {
      isStopped = true
      callOff()
      await sweeping
    },
  }
}
