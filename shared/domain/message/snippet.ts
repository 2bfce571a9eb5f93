import type { Attachment } from '../file/attachment.ts'
import { snippetMaxLength } from './timeline-entry.ts'

/** The beginning of a message on one line, at most `snippetMaxLength` UTF-16 units, never half a character. */
export function snippetOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= snippetMaxLength) return line
  return `${[...line.slice(0, snippetMaxLength - 2)].filter((character) => !isLoneSurrogate(character)).join('')}…`
}

/** What a list shows of a message: its words, or what its files are called. */
export const shortForm = (words: string, attachments: readonly Pick<Attachment, 'name'>[]): string =>
  snippetOf(words) || snippetOf(attachments.map(({ name }) => name).join(', '))

const isLoneSurrogate = (character: string) => character.length === 1 && character >= '\ud800' && character <= '\udfff'
