import { isRightToLeft, pickLanguage } from '#shared/words/chat-languages.ts'
import type { SaidMessage } from '../chat/chat-messages.ts'
import { mailWords } from './mail-words.ts'

export interface MailContent {
  readonly subject: string
  readonly text: string
  readonly html: string
}

interface Told {
  readonly brandName: string
  /** As the customer's row has it: any tag. */
  readonly language: string
  readonly messages: readonly Pick<SaidMessage, 'name' | 'text' | 'attachments'>[]
}

/**
 * The answers as plain text and as a page of paragraphs: no picture, no style from elsewhere, and no link, since all that we
 * know of where the customer was is what a stranger's browser has told. Whatever anybody wrote stays text.
 */
export function composeMail({ brandName, language: wanted, messages }: Told): MailContent {
  const language = pickLanguage([wanted])
  const words = mailWords[language]
  const named = (sentence: string) => sentence.replace('{brand}', () => brandName)
  const said = messages.map(({ name, text, attachments }) => ({
    name: name === '' ? words.team : name,
    text,
    files:
      attachments.length === 0
        ? ''
        : words.files.replace('{names}', () => attachments.map((file) => isolated(file.name)).join(', ')),
  }))
  const intro = named(words.intro)
  const after = [words.reply, words.why]
  return {
    subject: named(words.subject),
    text: [
      intro,
      ...said.map(({ name, text, files }) => [`${name}:`, text, files].filter(Boolean).join('\n')),
      ...after,
    ]
      .join('\n\n')
      .concat('\n'),
    html: `<!doctype html>
<html lang="${language}" dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"></head><body>
<p>${escaped(intro)}</p>
${said.map(paragraphOf).join('\n')}
${after.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
</body></html>
`,
  }
}

const paragraphOf = ({ name, text, files }: { name: string; text: string; files: string }) =>
  `<p><strong dir="auto">${escaped(name)}</strong></p>
<blockquote dir="auto" style="white-space:pre-wrap;margin-inline:0;padding-inline-start:1em;border-inline-start:3px solid #999">${escaped(text)}</blockquote>${
    files === '' ? '' : `\n<p>${escaped(files)}</p>`
  }`

/** Unicode's own marks: a Latin name keeps its direction in an Arabic sentence. */
const isolated = (name: string) => `\u2068${name}\u2069`

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '')
