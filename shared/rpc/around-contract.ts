import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { text } from '../schema/fields.ts'
import { aroundShape, hereFrameSchema } from '../sync/around-protocol.ts'

/** Who is in which conversation at this moment. */
export const aroundContract = {
  /** What this window shows, while somebody looks at it; said again every few seconds, for as long as that lasts. */
  here: oc.input(hereFrameSchema.pick({ conversations: true }).extend({ windowId: text(36).min(1) })).output(z.void()),
  /** The others: colleagues and customers, in the conversations in which there are any. */
  watch: oc.output(eventIterator(z.array(aroundShape))),
}
