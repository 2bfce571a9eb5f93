import type { BrandId, DemoLanguage } from './brands.ts'

interface QueueSpec {
  readonly id: string
  readonly brand: BrandId | ''
  readonly name: string
  readonly languages: readonly DemoLanguage[]
}

export const queues = [
  { id: 'queue-nh-general', brand: 'northwind-home', name: 'Northwind · General', languages: ['en'] },
  {
    id: 'queue-nh-returns',
    brand: 'northwind-home',
    name: 'Northwind · Returns & refunds',
    languages: ['en', 'de', 'fr', 'es', 'it', 'pt'],
  },
  { id: 'queue-nh-german', brand: 'northwind-home', name: 'Northwind · Deutsch', languages: ['de'] },
  { id: 'queue-nh-french', brand: 'northwind-home', name: 'Northwind · Français', languages: ['fr'] },
  {
    id: 'queue-nh-south',
    brand: 'northwind-home',
    name: 'Northwind · Español, Italiano, Português',
    languages: ['es', 'it', 'pt'],
  },
  { id: 'queue-kc-general', brand: 'kite-and-crane', name: 'Kite & Crane · General', languages: ['en'] },
  {
    id: 'queue-kc-returns',
    brand: 'kite-and-crane',
    name: 'Kite & Crane · Returns & refunds',
    languages: ['en', 'zh-Hans', 'ja', 'ar', 'es', 'ko'],
  },
  { id: 'queue-kc-chinese', brand: 'kite-and-crane', name: 'Kite & Crane · 中文', languages: ['zh-Hans'] },
  {
    id: 'queue-kc-japan-korea',
    brand: 'kite-and-crane',
    name: 'Kite & Crane · 日本語, 한국어',
    languages: ['ja', 'ko'],
  },
  { id: 'queue-kc-arabic', brand: 'kite-and-crane', name: 'Kite & Crane · العربية', languages: ['ar'] },
  { id: 'queue-kc-spanish', brand: 'kite-and-crane', name: 'Kite & Crane · Español', languages: ['es'] },
  { id: 'queue-vip', brand: '', name: 'VIP', languages: ['en', 'fr', 'es', 'de', 'ja', 'ar', 'zh-Hans'] },
] as const satisfies readonly QueueSpec[]

type QueueId = (typeof queues)[number]['id']

const byLanguage: Record<BrandId, Partial<Record<DemoLanguage, QueueId>>> = {
  'northwind-home': {
    de: 'queue-nh-german',
    fr: 'queue-nh-french',
    es: 'queue-nh-south',
    it: 'queue-nh-south',
    pt: 'queue-nh-south',
  },
  'kite-and-crane': {
    'zh-Hans': 'queue-kc-chinese',
    ja: 'queue-kc-japan-korea',
    ko: 'queue-kc-japan-korea',
    ar: 'queue-kc-arabic',
    es: 'queue-kc-spanish',
  },
}

/** VIPs first, then money that is to go back, then the language, then everything else. */
export function queueFor(brand: BrandId, language: DemoLanguage, tags: readonly string[]): QueueId {
  const prefix = brand === 'northwind-home' ? 'nh' : 'kc'
  if (tags.includes('vip')) return 'queue-vip'
  if (tags.includes('refund') || tags.includes('return')) return `queue-${prefix}-returns`
  return byLanguage[brand][language] ?? `queue-${prefix}-general`
}
