export type BrandId = 'northwind-home' | 'kite-and-crane'

export type DemoLanguage = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'zh-Hans' | 'ja' | 'ar' | 'ko'

interface BrandSpec {
  readonly id: BrandId
  readonly name: string
  readonly languages: readonly DemoLanguage[]
  /** In front of order references and in ids: `NH-48210`, `queue-nh-general`. */
  readonly prefix: 'nh' | 'kc'
}

export const brands: readonly BrandSpec[] = [
  { id: 'northwind-home', name: 'Northwind Home', languages: ['en', 'de', 'fr', 'es', 'it', 'pt'], prefix: 'nh' },
  { id: 'kite-and-crane', name: 'Kite & Crane', languages: ['en', 'zh-Hans', 'ja', 'ar', 'es', 'ko'], prefix: 'kc' },
]

export const brandPrefix: Record<BrandId, 'nh' | 'kc'> = { 'northwind-home': 'nh', 'kite-and-crane': 'kc' }
