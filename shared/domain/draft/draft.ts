import { messageMaxLength } from '../message/message-limits.ts'

/** What somebody is writing: to the customer, or to colleagues. */
export const draftModes = ['reply', 'note'] as const
export type DraftMode = (typeof draftModes)[number]

/** More than a message may have: what two windows wrote at once stands under one another until somebody tidies it up. */
export const draftMaxLength = 4 * messageMaxLength

/** Texts that one desk keeps unfinished at a time. */
export const draftsMax = 2_000
