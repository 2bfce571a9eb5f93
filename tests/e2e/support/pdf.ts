import { execFileSync } from 'node:child_process'

/** What can be read in it, as poppler reads it; a ligature as the letters that it shows. */
export const wordsOf = (file: string): string =>
  execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll(
    /[\uFB00-\uFDFF\uFE70-\uFEFF]+/g,
    (form) => form.normalize('NFKC'),
  )

/** Of every font in it. Variable ones have no name there: Chromium draws their letters into the file. */
export function areFontsEmbedded(file: string): readonly boolean[] {
  const [, rule = '', ...lines] = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trimEnd().split('\n')
  // A table: the rule under its head says where columns begin. Name, type, encoding, emb, …
  const embeddedAt = [...rule.matchAll(/-+/g)][3]?.index
  return lines.map((line) => line.slice(embeddedAt).startsWith('yes'))
}
