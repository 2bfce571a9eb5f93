import type { BrandId, DemoLanguage } from '../directory/brands.ts'
import { kiteAndCraneProducts } from './kite-and-crane.ts'
import { northwindHomeProducts } from './northwind-home.ts'

export interface Product {
  readonly sku: string
  /** Pounds; other currencies follow from it, see `priceMinorIn`. */
  readonly pounds: number
  /** In every language of the brand. */
  readonly titles: Readonly<Partial<Record<DemoLanguage, string>> & { en: string }>
}

export const products: Record<BrandId, readonly Product[]> = {
  'northwind-home': northwindHomeProducts,
  'kite-and-crane': kiteAndCraneProducts,
}

export function productBySku(sku: string): Product {
  const product = [...northwindHomeProducts, ...kiteAndCraneProducts].find((candidate) => candidate.sku === sku)
  if (!product) throw new Error(`no such product: ${sku}`)
  return product
}

export type ProductKind = 'textile' | 'ware' | 'furniture' | 'clothing' | 'footwear' | 'gear' | 'hardware'

const kindBySkuPart: Readonly<Record<ProductKind, readonly string[]>> = {
  textile: ['BED', 'DUV', 'THR', 'CUS', 'RUG', 'TWL'],
  ware: ['VAS', 'MUG', 'PLT', 'PAN', 'MIR', 'CND', 'NH-LMP'],
  furniture: ['TBL', 'CHR', 'SHL', 'SOF', 'DSK'],
  clothing: ['JKT', 'FLC', 'TRS', 'BSE'],
  footwear: ['SHO'],
  gear: ['BPK', 'DUF', 'TNT', 'SLP', 'MAT', 'PIL', 'ORG', 'HAT'],
  hardware: ['BTL', 'STV', 'KC-LMP', 'SUI'],
}

export const isOfKind = (product: Product, kinds: readonly ProductKind[]): boolean =>
  kinds.some((kind) => kindBySkuPart[kind].some((part) => product.sku.includes(part)))

/** The shops' price lists: a rate, the step that local prices end on, and how many minor units make one of the currency. */
const priceLists = {
  GBP: { rate: 1, step: 1, less: 0, minor: 100 },
  EUR: { rate: 1.2, step: 1, less: 0.1, minor: 100 },
  CHF: { rate: 1.18, step: 5, less: 0, minor: 100 },
  USD: { rate: 1.3, step: 1, less: 0.01, minor: 100 },
  AUD: { rate: 2, step: 1, less: 0.05, minor: 100 },
  SGD: { rate: 1.75, step: 1, less: 0.1, minor: 100 },
  CNY: { rate: 9.2, step: 10, less: 1, minor: 100 },
  JPY: { rate: 195, step: 100, less: 0, minor: 1 },
  KRW: { rate: 1750, step: 1000, less: 100, minor: 1 },
  AED: { rate: 4.8, step: 5, less: 0, minor: 100 },
  SAR: { rate: 4.9, step: 5, less: 0, minor: 100 },
  MXN: { rate: 24, step: 10, less: 1, minor: 100 },
  CLP: { rate: 1200, step: 1000, less: 10, minor: 1 },
} as const

export type DemoCurrency = keyof typeof priceLists

/** In the currency's minor unit: 1999 GBP is £19.99, 1999 JPY is ¥1,999. */
export function priceMinorIn(product: Product, currency: DemoCurrency): number {
  const list = priceLists[currency]
  return Math.round((Math.round((product.pounds * list.rate) / list.step) * list.step - list.less) * list.minor)
}

export const minorUnits = (currency: DemoCurrency): number => priceLists[currency].minor
