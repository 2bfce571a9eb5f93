import type { DemoLanguage } from '../directory/brands.ts'

/** An article in one language. `key` is the same in every language of it. */
export interface ArticleSource {
  readonly key: string
  readonly title: string
  /** Needed once, in English. */
  readonly topic?: string
  readonly body: string
}

/** The translations of a brand's articles. */
export type Translations = readonly (readonly [DemoLanguage, readonly ArticleSource[]])[]
