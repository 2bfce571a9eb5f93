import type { Article } from '#shared/domain/knowledge/article.ts'
import type { Instant } from '#shared/kit/clock.ts'
import { type BrandId, type DemoLanguage, brandPrefix } from '../directory/brands.ts'
import { owned } from '../owned.ts'
import { createSeededRandom } from '../seeded-random.ts'
import type { ArticleSource, Translations } from './article-source.ts'
import { kiteAndCraneArticles } from './kite-and-crane.ts'
import { kiteAndCraneArabic } from './kite-and-crane-ar.ts'
import { kiteAndCraneSpanish } from './kite-and-crane-es.ts'
import { kiteAndCraneMacros } from './kite-and-crane-macros.ts'
import { kiteAndCraneChinese } from './kite-and-crane-zh-hans.ts'
import { northwindHomeArticles } from './northwind-home.ts'
import { northwindHomeArabic } from './northwind-home-ar.ts'
import { northwindHomeGerman } from './northwind-home-de.ts'
import { northwindHomeSpanish } from './northwind-home-es.ts'
import { northwindHomeFrench } from './northwind-home-fr.ts'
import { northwindHomeMacros } from './northwind-home-macros.ts'
import { northwindHomeChinese } from './northwind-home-zh-hans.ts'

interface Shelf {
  readonly brand: BrandId
  readonly articles: readonly ArticleSource[]
  readonly translations: Translations
  readonly macros: readonly ArticleSource[]
}

const shelves: readonly Shelf[] = [
  {
    brand: 'northwind-home',
    articles: northwindHomeArticles,
    translations: [
      ['de', northwindHomeGerman],
      ['fr', northwindHomeFrench],
      ['es', northwindHomeSpanish],
      ['zh-Hans', northwindHomeChinese],
      ['ar', northwindHomeArabic],
    ],
    macros: northwindHomeMacros,
  },
  {
    brand: 'kite-and-crane',
    articles: kiteAndCraneArticles,
    translations: [
      ['es', kiteAndCraneSpanish],
      ['zh-Hans', kiteAndCraneChinese],
      ['ar', kiteAndCraneArabic],
    ],
    macros: kiteAndCraneMacros,
  },
]

export function knowledgeRows(now: Instant): readonly Article[] {
  return shelves.flatMap(({ brand, articles, translations, macros }) => {
    const row = (kind: Article['kind'], language: DemoLanguage, source: ArticleSource): Article => {
      const articleId = `${brandPrefix[brand]}-${source.key}`
      const original = [...articles, ...macros].find((one) => one.key === source.key)
      if (original?.topic === undefined) throw new Error(`${articleId} has no topic in English`)
      return {
        ...owned(brand),
        id: `${articleId}-${language}`,
        articleId,
        kind,
        language,
        title: source.title,
        body: source.body,
        topic: original.topic,
        updatedAt: now - createSeededRandom(`${articleId} ${language}`).between(2, 180) * 86_400_000,
      }
    }
    return [
      ...articles.map((source) => row('article', 'en', source)),
      ...translations.flatMap(([language, sources]) => sources.map((source) => row('article', language, source))),
      ...macros.map((source) => row('macro', 'en', source)),
    ]
  })
}
