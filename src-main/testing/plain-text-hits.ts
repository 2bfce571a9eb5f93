import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'

/** Files under `folder` in which one of these texts stands, in whatever form a program might leave it behind. */
export async function plainTextHits(folder: string, texts: readonly string[]): Promise<string[]> {
  const forms = texts.flatMap(formsOf)
  const hits: string[] = []
  // One after the other: a browser's profile is large.
  for (const file of await filesUnder(folder)) {
    // A running program may have removed it meanwhile.
    const content = await readFile(file).catch(() => Buffer.alloc(0))
    const found = forms.find(({ bytes }) => content.includes(bytes))
    if (found) hits.push(`${path.relative(folder, file)}: ${found.form}`)
  }
  return hits
}

function formsOf(text: string): { form: string; bytes: Buffer }[] {
  const plain = Buffer.from(text)
  // In base64 the letters depend on what stands before: three positions, without the uncertain ends.
  const base64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), plain]).toString('base64')
    return { form: 'base64', bytes: Buffer.from(encoded.slice(4, -4)) }
  })
  const escaped = text.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return [
    { form: 'UTF-8', bytes: plain },
    { form: 'UTF-16', bytes: Buffer.from(text, 'utf16le') },
    { form: 'hexadecimal', bytes: Buffer.from(plain.toString('hex')) },
    { form: 'JSON', bytes: Buffer.from(escaped) },
    // Compression may cut a text in two; words of this length mostly stay whole.
    ...text
      .split(/\P{L}+/u)
      .filter((word) => word.length >= 9)
      .flatMap((word) => [
        { form: `the word ${word}`, bytes: Buffer.from(word) },
        { form: `the word ${word}, UTF-16`, bytes: Buffer.from(word, 'utf16le') },
      ]),
    ...base64,
  ]
}

/** All of them, however deep. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}
