import type { Customer } from '#shared/domain/customer/customer.ts'
import type { BrandId, DemoLanguage } from '../directory/brands.ts'
import { type SeededRandom, createSeededRandom } from '../seeded-random.ts'
import { aboutNotes } from './about-notes.ts'
import { nameStocks } from './names.ts'
import type { CountryCode } from './places.ts'
import { placeOf } from './places.ts'

/** A customer as a conversation introduces one. `handle` is the Latin name in the e-mail address and makes the id. */
export interface Person {
  readonly name: string
  readonly handle: string
  readonly country: CountryCode
  readonly city: string
  readonly tier?: Customer['tier']
  readonly about?: string
}

export interface PlannedCustomer extends Person {
  readonly id: Customer['id']
  readonly brand: BrandId
  readonly language: DemoLanguage
}

/** How many customers chance adds, by brand and country. */
const crowd: readonly (readonly [BrandId, CountryCode, number])[] = [
  ['northwind-home', 'GB', 34],
  ['northwind-home', 'IE', 6],
  ['northwind-home', 'DE', 22],
  ['northwind-home', 'AT', 5],
  ['northwind-home', 'CH', 4],
  ['northwind-home', 'FR', 20],
  ['northwind-home', 'BE', 4],
  ['northwind-home', 'ES', 14],
  ['northwind-home', 'IT', 13],
  ['northwind-home', 'PT', 10],
  ['kite-and-crane', 'GB', 10],
  ['kite-and-crane', 'US', 16],
  ['kite-and-crane', 'AU', 10],
  ['kite-and-crane', 'SG', 5],
  ['kite-and-crane', 'CN', 22],
  ['kite-and-crane', 'JP', 20],
  ['kite-and-crane', 'KR', 14],
  ['kite-and-crane', 'AE', 10],
  ['kite-and-crane', 'SA', 8],
  ['kite-and-crane', 'MX', 9],
  ['kite-and-crane', 'CL', 5],
]

export const plannedCustomer = (brand: BrandId, language: DemoLanguage, person: Person): PlannedCustomer => ({
  ...person,
  brand,
  language,
  id: `customer-${person.handle.replaceAll('.', '-')}`.slice(0, 36) as Customer['id'],
})

/** @param taken customers that conversations introduced; their names are not used again. */
export function planCrowd(taken: readonly PlannedCustomer[]): readonly PlannedCustomer[] {
  const random = createSeededRandom('crowd')
  const handles = new Set(taken.map((customer) => customer.handle))
  let noteCount = 0
  return crowd.flatMap(([brand, country, size]) =>
    Array.from({ length: size }, () => {
      let person = { name: '', handle: '' }
      do person = makeName(country, random)
      while (handles.has(person.handle))
      handles.add(person.handle)
      const [city] = random.pick(placeOf(country).cities)
      const about = random.chance(0.12) ? aboutNotes[noteCount++] : undefined
      return plannedCustomer(brand, placeOf(country).language, {
        ...person,
        country,
        city,
        ...(about === undefined ? {} : { about }),
      })
    }),
  )
}

interface Word {
  readonly written: string
  readonly latin: string
}

function makeName(country: CountryCode, random: SeededRandom): { name: string; handle: string } {
  const stock = nameStocks[country]
  const given = random.pick(words(stock.givens))
  const family = random.pick(words(stock.families))
  const second = random.pick(words(stock.families).filter((word) => word.latin !== family.latin))
  const parts = {
    'given-family': [given, family],
    'family-given': [family, given],
    'given-family-family': [given, family, second],
  }[stock.order]
  return {
    name: parts.map((part) => part.written).join(stock.separator),
    handle:
      stock.order === 'family-given'
        ? `${given.latin}.${family.latin}`
        : parts
            .slice(0, 2)
            .map((part) => part.latin)
            .join('.'),
  }
}

/** A lower-case last word is the Latin form of what stands before it. */
const words = (list: string): readonly Word[] =>
  list.split(', ').map((entry) => {
    const latin = /^(.+) ([a-z]+)$/u.exec(entry)
    return latin?.[1] && latin[2]
      ? { written: latin[1], latin: latin[2] }
      : { written: entry, latin: entry.toLowerCase().replaceAll(' ', '') }
  })
