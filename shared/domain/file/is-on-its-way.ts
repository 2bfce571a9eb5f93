import type { Attachment } from './attachment.ts'

/** The agent's desk has not brought it to the server yet, or the server did not take it. */
export const isOnItsWay = ({ mediaType }: Pick<Attachment, 'mediaType'>): boolean => mediaType === ''
