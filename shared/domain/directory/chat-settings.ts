import { z } from 'zod'
import { text } from '../../schema/fields.ts'

export const minutesOfDay = 24 * 60
const ask = z.enum(['no', 'optional', 'required'])
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** How a brand's web chat receives its visitors. */
export const chatSettingsSchema = z.strictObject({
  /** What is asked before the first message; nothing where all is `no` and there is no consent. */
  form: z.strictObject({
    name: ask,
    email: ask,
    orderNumber: ask,
    /** What visitors have to agree to before they write; empty: nothing. */
    consent: text(500),
  }),
  /** When somebody is there; null: always. */
  hours: z
    .strictObject({
      /** IANA name: the hours are those of this place's clocks, also when they change. */
      timeZone: text(60).min(1),
      /** `day`: 0 is Sunday. From `from` up to, not including, `to`, in minutes after midnight. */
      week: z
        .array(
          z
            .strictObject({
              day: z.int().min(0).max(6),
              from: z
                .int()
                .min(0)
                .max(minutesOfDay - 1),
              to: z.int().min(1).max(minutesOfDay),
            })
            .refine(({ from, to }) => from < to, 'ends before it begins'),
        )
        .max(28),
      /** Days on which nobody is there at all. */
      holidays: z.array(date).max(100),
    })
    .nullable(),
})
export type ChatSettings = z.infer<typeof chatSettingsSchema>
export type ChatHours = NonNullable<ChatSettings['hours']>
