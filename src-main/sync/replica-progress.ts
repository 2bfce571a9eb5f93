import { z } from 'zod'
import { checkpointSchema } from '#shared/sync/feed.ts'
import type { JsonFile } from '../files/json-file.ts'
import { createLatestWriter } from '../files/latest-writer.ts'

export const replicaProgressSchema = z.strictObject({
  checkpoint: checkpointSchema,
  logId: z.string().max(36),
  cursor: z.int().min(0),
  rows: z.int().min(0),
})
export type Progress = z.infer<typeof replicaProgressSchema>

/**
 * What the replica says that it holds durably, kept outside of it: a database that comes back empty or older is noticed
 * by comparing, and the log may forget only what lies behind this.
 */
export function createReplicaProgress(file: JsonFile<Progress>) {
  return createLatestWriter((progress: Progress) => file.write(progress))
}
