import { z } from 'zod'
import { passedMarkSchema } from './passed-marks.ts'

/** What is known about a log and not in it. Losing it loses nothing but time: the server and the replica say it again. */
export const logNotesSchema = z.strictObject({
  logId: z.string(),
  /** Up to here the server has decided. */
  deviceSeq: z.int().min(0),
  /** Of the server that decided; null before the first connection. */
  epoch: z.string().nullable().default(null),
  passed: z.array(passedMarkSchema).readonly().default([]),
})
export type LogNotes = z.infer<typeof logNotesSchema>
