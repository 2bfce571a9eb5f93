import type { Attachment } from './attachment.ts'

/** Pictures that every browser draws. A drawing that can run (SVG) is never taken in the first place. */
const drawn = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'])

/** Larger ones are fetched by those who want them. */
const previewMaxBytes = 10 * 1024 * 1024

export const isPreviewable = ({ mediaType, bytes }: Pick<Attachment, 'mediaType' | 'bytes'>): boolean =>
  drawn.has(mediaType) && bytes <= previewMaxBytes
