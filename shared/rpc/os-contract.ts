import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { text } from '../schema/fields.ts'

/** What can be done from anywhere on the computer with a key. */
export const hotkeyIds = ['bring-forward', 'lock'] as const
export type HotkeyId = (typeof hotkeyIds)[number]

/** Minutes since midnight, by the clock on this computer's wall. */
const minuteOfDay = z.int().min(0).max(1439)

/** What an agent likes about the system's part of the workstation; kept with all other preferences. */
export const osPreferencesShape = {
  notifications: z.boolean(),
  /** What a notification says of a customer. On a locked desk there are none. */
  notificationContent: z.enum(['none', 'name', 'text']),
  quietHours: z.strictObject({ isOn: z.boolean(), from: minuteOfDay, to: minuteOfDay }),
  /** As Electron writes keys; empty: switched off. What is left out has its own keys. */
  hotkeys: z.strictObject({ 'bring-forward': text(60).optional(), lock: text(60).optional() }),
  askWhereToSave: z.boolean(),
}
export type OsPreferences = z.infer<z.ZodObject<typeof osPreferencesShape>>

export const hotkeySchema = z.strictObject({
  id: z.enum(hotkeyIds),
  /** As Electron writes keys; empty: switched off. */
  keys: text(60),
  /** `taken`: another program has these keys. `unsupported`: this host cannot have any. `waiting`: only while the desk is open. */
  state: z.enum(['registered', 'taken', 'invalid', 'off', 'waiting', 'unsupported']),
})
export type Hotkey = z.infer<typeof hotkeySchema>

export const loginItemSchema = z.strictObject({
  state: z.enum(['on', 'off', 'unsupported']),
  /** A translation key, where the last change did not succeed. */
  problem: z.string().max(60).nullable(),
})
export type LoginItemState = z.infer<typeof loginItemSchema>

/** For a page to show, where the system's own notifications are the page's: each replaces the one of the same `key`. */
export const noticeSchema = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('show'),
    key: text(60),
    title: text(300),
    body: text(600),
    conversationId: text(36).nullable(),
  }),
  z.strictObject({ what: z.literal('close'), key: text(60) }),
])
export type Notice = z.infer<typeof noticeSchema>

export const savedSchema = z.strictObject({ name: text(300), state: z.enum(['saved', 'failed']) })
export type Saved = z.infer<typeof savedSchema>

export const paperSchema = z.strictObject({
  conversationId: text(36).min(1),
  /** Papers go to customers: notes are on them only when somebody asks. */
  withNotes: z.boolean(),
  as: z.enum(['pdf', 'print']),
})
export type PaperWish = z.infer<typeof paperSchema>

/** What the operating system does for windows. A host that cannot do it says so. */
export const osContract = {
  hotkeys: { watch: oc.output(eventIterator(z.array(hotkeySchema))) },
  loginItem: {
    watch: oc.output(eventIterator(loginItemSchema)),
    set: oc.input(z.strictObject({ isOn: z.boolean() })).output(z.void()),
  },
  notices: {
    /** Held open by each page of a host whose notifications are the page's. `isLooking`: a person looks at this page. */
    watch: oc.input(z.strictObject({ isLooking: z.boolean() })).output(eventIterator(noticeSchema)),
  },
  /** Each file that was saved here, or could not be. */
  downloads: { watch: oc.output(eventIterator(savedSchema)) },
  papers: {
    /** In the browser host the answer names the page that prints itself. */
    make: oc
      .input(paperSchema)
      .output(z.strictObject({ path: text(300).nullable(), savedAs: text(300).nullable() }))
      .errors({ NOT_MADE: {} }),
    /** The page of this paper shows all of it. */
    ready: oc.input(z.strictObject({ paperId: text(36) })).output(z.void()),
  },
}
