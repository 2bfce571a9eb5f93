import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'
import type { Words } from './words.ts'
import { zhHans } from './zh-hans.ts'

export const wordsByLanguage = { en, 'zh-Hans': zhHans, ar, es, fr, de, pt, ja } as const satisfies Record<
  string,
  Words
>

/** A language the chat speaks. */
export type ChatLanguage = keyof typeof wordsByLanguage
