import { z } from 'zod'
import { checkpointSchema } from '#shared/sync/feed.ts'
import type { JsonFile } from '../files/json-file.ts'
import { createLatestWriter } from '../files/latest-writer.ts'

export const replicaProgressSchema = z.strictObject({
  generation: z.string().max(36).nullable().default(null),
  checkpoint: checkpointSchema,
  logId: z.string().max(36),
  cursor: z.int().min(0),
  rows: z.int().min(0),
  /** For whom and by which key its rows were made; empty from before this was kept. */
  scope: z.string().max(30).default(''),
})
export type Progress = z.infer<typeof replicaProgressSchema>

/**
 * What the replica says that it holds durably, kept outside of it: a database that comes back empty or older is noticed
 * by comparing, and the log may forget only what lies behind this.
 */
export interface ReplicaProgress {
  known(): Progress | null
  /** Resolves when it, or a newer one, is on disk. */
  keep(progress: Progress): Promise<void>
  idle(): Promise<void>
}

export async function openReplicaProgress(file: JsonFile<Progress>): Promise<ReplicaProgress> {
  let known = await file.read()
  const writer = createLatestWriter((progress: Progress) => file.write(progress))
  return {
    known: () => known,
    keep(progress) {
      known = progress
      return writer.write(progress)
    },
    idle: writer.idle,
  }
}
