import type { Attachment } from '#shared/domain/file/attachment.ts'
import { isPreviewable } from '#shared/domain/file/is-previewable.ts'

const pictures: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
}

/** By its name alone: nobody has looked into it yet, and what is none is not drawn. */
export const isPictureByName = ({ name, bytes }: Pick<Attachment, 'name' | 'bytes'>): boolean =>
  isPreviewable({ mediaType: pictures[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? '', bytes })
