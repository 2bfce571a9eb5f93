import type { Term } from '#shared/domain/language/term.ts'
import { type BrandId, type DemoLanguage, brandPrefix } from '../directory/brands.ts'
import { owned } from '../owned.ts'
import { kiteAndCraneTerms } from './kite-and-crane.ts'
import { northwindHomeTerms } from './northwind-home.ts'

/** A term in English, how the brand says it elsewhere, and what to mind. */
export interface TermSource {
  readonly source: string
  readonly targets: Readonly<Partial<Record<DemoLanguage, string>>>
  readonly note: string
}

const termBases: readonly (readonly [BrandId, readonly TermSource[]])[] = [
  ['northwind-home', northwindHomeTerms],
  ['kite-and-crane', kiteAndCraneTerms],
]

export function termRows(): readonly Term[] {
  return termBases.flatMap(([brand, terms]) =>
    terms.flatMap(({ source, targets, note }, index) =>
      Object.entries(targets).map(
        ([targetLanguage, target]): Term => ({
          ...owned(brand),
          id: `term-${brandPrefix[brand]}-${String(index + 1).padStart(2, '0')}-${targetLanguage}`,
          kind: 'term',
          sourceLanguage: 'en',
          targetLanguage,
          source,
          target,
          note,
        }),
      ),
    ),
  )
}
