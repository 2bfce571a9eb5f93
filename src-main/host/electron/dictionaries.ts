import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { isMissing } from '../../files/file-errors.ts'
import { writeFileAtomically } from '../../files/write-file-atomically.ts'

export interface Dictionary {
  /** Of which `out/dictionaries` has one. Also change tools/dictionaries/write-dictionaries.ts. */
  readonly language: 'en' | 'es' | 'fr' | 'pt'
  /** What Chromium calls it in its settings. */
  readonly code: string
  /**
   * Where Chromium looks for it before it fetches anything.
   * @see https://source.chromium.org/chromium/chromium/src/+/main:components/spellcheck/common/spellcheck_common.cc
   */
  readonly fileName: string
}

const dictionaries: readonly Dictionary[] = [
  { language: 'en', code: 'en-US', fileName: 'en-US-10-1.bdic' },
  { language: 'es', code: 'es', fileName: 'es-ES-3-0.bdic' },
  { language: 'fr', code: 'fr', fileName: 'fr-FR-3-0.bdic' },
  { language: 'pt', code: 'pt-BR', fileName: 'pt-BR-3-0.bdic' },
]

/** Those of these languages, the most wanted first; English where there is none of them, since no word would be checked otherwise. */
export function dictionariesFor(tags: readonly string[]): readonly Dictionary[] {
  const languages = tags.map((tag) => tag.toLowerCase().split('-')[0])
  const found = languages.flatMap((wanted) => dictionaries.find(({ language }) => language === wanted) ?? [])
  return found.length > 0 ? [...new Set(found)] : dictionaries.slice(0, 1)
}

/**
 * Lays a dictionary where Chromium looks for it: in `Dictionaries` of its own folder.
 * @returns whether it stands there now; not, where this build was made without
 */
export async function layDictionary(dictionary: Dictionary, from: string, userData: string): Promise<boolean> {
  const ours = await readIfThere(path.join(from, `${dictionary.language}.bdic`))
  if (!ours) return false
  const folder = path.join(userData, 'Dictionaries')
  const file = path.join(folder, dictionary.fileName)
  const there = await readIfThere(file)
  if (there?.equals(ours)) return true
  await mkdir(folder, { recursive: true })
  await writeFileAtomically(file, ours)
  return true
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
