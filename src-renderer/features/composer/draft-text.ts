import type { ComposerMode } from '../../state/composing.ts'

/** What stands in the composer of one conversation. */
export type Drafts = Readonly<Record<ComposerMode, string>>

export const noDrafts: Drafts = { reply: '', note: '' }

/** Both drafts are kept as one text. Nobody can type this character; whoever pastes it loses only it. */
const separator = '\u001e'

/** What the store takes for one conversation. */
export const draftsMaxLength = 8_000

/** The reply first: a note must never come back as the beginning of a reply. */
export function encodeDrafts({ reply, note }: Drafts): string {
  const plainReply = reply.replaceAll(separator, '')
  return note === '' ? plainReply : plainReply + separator + note.replaceAll(separator, '')
}

export function decodeDrafts(kept: string): Drafts {
  const at = kept.indexOf(separator)
  return at < 0 ? { reply: kept, note: '' } : { reply: kept.slice(0, at), note: kept.slice(at + 1) }
}

/** Nothing of either is lost: `earlier` and `later` under one another. */
export const joinTexts = (earlier: string, later: string): string =>
  earlier === '' || later === '' ? earlier + later : `${earlier}\n\n${later}`

export const joinDrafts = (earlier: Drafts, later: Drafts): Drafts => ({
  reply: joinTexts(earlier.reply, later.reply),
  note: joinTexts(earlier.note, later.note),
})

/** How long one of them may be, so that both together can still be kept. */
export function roomFor(mode: ComposerMode, drafts: Drafts): number {
  const other = drafts[mode === 'reply' ? 'note' : 'reply']
  return draftsMaxLength - separator.length - other.length
}
