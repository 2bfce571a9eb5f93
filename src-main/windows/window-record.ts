import { z } from 'zod'
import { windowPlaceSchema } from '#shared/rpc/window-place-schema.ts'

/** In the system's own pixels. A monitor to the left of the first one has negative numbers. */
const coordinate = z.int().min(-100_000).max(100_000)
const extent = z.int().min(1).max(100_000)
export const boundsSchema = z.strictObject({ x: coordinate, y: coordinate, width: extent, height: extent })
export type Bounds = z.infer<typeof boundsSchema>

/** Where a window stands: its bounds as they are when it is neither maximised nor full screen, and on which display. */
export const standingSchema = z.strictObject({
  bounds: boundsSchema,
  display: z.int(),
  state: z.enum(['normal', 'maximised', 'fullscreen']),
})
export type Standing = z.infer<typeof standingSchema>

export const windowRecordSchema = z.strictObject({
  id: z.int().min(1),
  place: windowPlaceSchema,
  ...standingSchema.shape,
  isAlwaysOnTop: z.boolean(),
})
export type WindowRecord = z.infer<typeof windowRecordSchema>

/** What a desk's file of windows holds: ids and numbers, never a word of a customer. */
export const keptWindowsSchema = z.strictObject({
  /** From the lowest to the one on top. */
  open: z.array(windowRecordSchema).max(100),
  /** Where the last window of a kind stood: the next one opens there. */
  last: z.partialRecord(
    z.enum(['main', 'conversation', 'knowledge', 'settings', 'softphone', 'wallboard', 'team']),
    standingSchema,
  ),
})
export type KeptWindows = z.infer<typeof keptWindowsSchema>
