import type { DemoCurrency } from '../catalogue/product.ts'
import type { DemoLanguage } from '../directory/brands.ts'

interface Place {
  readonly currency: DemoCurrency
  readonly language: DemoLanguage
  /** For dates and amounts in what an agent writes: en-GB and en-US differ. */
  readonly locale: string
  /** `#` is any digit. Ranges kept free for fiction where the country has some, otherwise numbers nobody can be given. */
  readonly phone: string
  readonly carrier: string
  /** Days from payment to the door when all goes well. */
  readonly transitDays: number
  /** City and IANA time zone. */
  readonly cities: readonly (readonly [string, string])[]
}

const inZone = (zone: string, ...cities: string[]) => cities.map((city) => [city, zone] as const)

const places = {
  GB: {
    currency: 'GBP',
    language: 'en',
    locale: 'en-GB',
    phone: '+44 7700 900###',
    carrier: 'Kestrel Parcels',
    transitDays: 3,
    cities: inZone(
      'Europe/London',
      'London',
      'Leeds',
      'Bristol',
      'Glasgow',
      'Cardiff',
      'Norwich',
      'Brighton',
      'Newcastle',
      'Sheffield',
      'Belfast',
    ),
  },
  IE: {
    currency: 'EUR',
    language: 'en',
    locale: 'en-IE',
    phone: '+353 20 91# ####',
    carrier: 'Kestrel Parcels',
    transitDays: 4,
    cities: inZone('Europe/Dublin', 'Dublin', 'Cork', 'Galway', 'Limerick'),
  },
  US: {
    currency: 'USD',
    language: 'en',
    locale: 'en-US',
    phone: '+1 ###-555-01##',
    carrier: 'Bluebird Freight',
    transitDays: 7,
    cities: [
      ['Seattle', 'America/Los_Angeles'],
      ['Portland', 'America/Los_Angeles'],
      ['Denver', 'America/Denver'],
      ['Austin', 'America/Chicago'],
      ['Chicago', 'America/Chicago'],
      ['Boston', 'America/New_York'],
      ['Brooklyn', 'America/New_York'],
    ],
  },
  AU: {
    currency: 'AUD',
    language: 'en',
    locale: 'en-AU',
    phone: '+61 3 5550 ####',
    carrier: 'Southern Cross Mail',
    transitDays: 9,
    cities: [
      ['Melbourne', 'Australia/Melbourne'],
      ['Hobart', 'Australia/Hobart'],
      ['Sydney', 'Australia/Sydney'],
      ['Brisbane', 'Australia/Brisbane'],
      ['Perth', 'Australia/Perth'],
    ],
  },
  SG: {
    currency: 'SGD',
    language: 'en',
    locale: 'en-SG',
    phone: '+65 8000 ####',
    carrier: 'Straits Express',
    transitDays: 6,
    cities: inZone('Asia/Singapore', 'Singapore'),
  },
  DE: {
    currency: 'EUR',
    language: 'de',
    locale: 'de-DE',
    phone: '+49 30 23125###',
    carrier: 'Paketwerk',
    transitDays: 4,
    cities: inZone(
      'Europe/Berlin',
      'Berlin',
      'Hamburg',
      'München',
      'Köln',
      'Leipzig',
      'Freiburg',
      'Bremen',
      'Stuttgart',
    ),
  },
  AT: {
    currency: 'EUR',
    language: 'de',
    locale: 'de-AT',
    phone: '+43 1 0000###',
    carrier: 'Paketwerk',
    transitDays: 5,
    cities: inZone('Europe/Vienna', 'Wien', 'Graz', 'Salzburg'),
  },
  CH: {
    currency: 'CHF',
    language: 'de',
    locale: 'de-CH',
    phone: '+41 79 000 ## ##',
    carrier: 'Paketwerk',
    transitDays: 6,
    cities: inZone('Europe/Zurich', 'Zürich', 'Basel', 'Bern'),
  },
  FR: {
    currency: 'EUR',
    language: 'fr',
    locale: 'fr-FR',
    phone: '+33 6 39 98 ## ##',
    carrier: 'Colibri Livraison',
    transitDays: 4,
    cities: inZone('Europe/Paris', 'Paris', 'Lyon', 'Nantes', 'Lille', 'Toulouse', 'Strasbourg', 'Rennes'),
  },
  BE: {
    currency: 'EUR',
    language: 'fr',
    locale: 'fr-BE',
    phone: '+32 470 00 ## ##',
    carrier: 'Colibri Livraison',
    transitDays: 4,
    cities: inZone('Europe/Brussels', 'Bruxelles', 'Liège', 'Namur'),
  },
  ES: {
    currency: 'EUR',
    language: 'es',
    locale: 'es-ES',
    phone: '+34 600 000 ###',
    carrier: 'Rápido Envíos',
    transitDays: 5,
    cities: inZone('Europe/Madrid', 'Madrid', 'Barcelona', 'Valencia', 'Sevilla', 'Bilbao', 'Zaragoza'),
  },
  IT: {
    currency: 'EUR',
    language: 'it',
    locale: 'it-IT',
    phone: '+39 300 000 0###',
    carrier: 'Corriere Celeste',
    transitDays: 5,
    cities: inZone('Europe/Rome', 'Milano', 'Roma', 'Torino', 'Bologna', 'Napoli', 'Verona'),
  },
  PT: {
    currency: 'EUR',
    language: 'pt',
    locale: 'pt-PT',
    phone: '+351 900 000 ###',
    carrier: 'Rápido Envíos',
    transitDays: 5,
    cities: inZone('Europe/Lisbon', 'Lisboa', 'Porto', 'Braga', 'Coimbra', 'Évora'),
  },
  CN: {
    currency: 'CNY',
    language: 'zh-Hans',
    locale: 'zh-CN',
    phone: '+86 120 0013 ####',
    carrier: '云雀速运',
    transitDays: 8,
    cities: inZone('Asia/Shanghai', 'Shanghai', 'Beijing', 'Shenzhen', 'Hangzhou', 'Chengdu', 'Xiamen', 'Kunming'),
  },
  JP: {
    currency: 'JPY',
    language: 'ja',
    locale: 'ja-JP',
    phone: '+81 90-0000-####',
    carrier: 'つばめ運輸',
    transitDays: 7,
    cities: inZone('Asia/Tokyo', 'Tokyo', 'Yokohama', 'Osaka', 'Sapporo', 'Fukuoka', 'Nagano', 'Kanazawa'),
  },
  KR: {
    currency: 'KRW',
    language: 'ko',
    locale: 'ko-KR',
    phone: '+82 10-0000-####',
    carrier: '한빛택배',
    transitDays: 7,
    cities: inZone('Asia/Seoul', 'Seoul', 'Busan', 'Daejeon', 'Incheon', 'Jeju'),
  },
  AE: {
    currency: 'AED',
    language: 'ar',
    locale: 'ar-AE-u-nu-latn',
    phone: '+971 50 000 ####',
    carrier: 'Falcon Cargo',
    transitDays: 6,
    cities: inZone('Asia/Dubai', 'Dubai', 'Abu Dhabi', 'Sharjah'),
  },
  SA: {
    currency: 'SAR',
    language: 'ar',
    locale: 'ar-SA-u-nu-latn-ca-gregory',
    phone: '+966 50 000 ####',
    carrier: 'Falcon Cargo',
    transitDays: 7,
    cities: inZone('Asia/Riyadh', 'Riyadh', 'Jeddah', 'Dammam'),
  },
  MX: {
    currency: 'MXN',
    language: 'es',
    locale: 'es-MX',
    phone: '+52 55 0000 ####',
    carrier: 'Colibrí Exprés',
    transitDays: 9,
    cities: [
      ['Ciudad de México', 'America/Mexico_City'],
      ['Guadalajara', 'America/Mexico_City'],
      ['Monterrey', 'America/Monterrey'],
      ['Puebla', 'America/Mexico_City'],
    ],
  },
  CL: {
    currency: 'CLP',
    language: 'es',
    locale: 'es-CL',
    phone: '+56 9 0000 ####',
    carrier: 'Cóndor Courier',
    transitDays: 10,
    cities: [
      ['Santiago', 'America/Santiago'],
      ['Valparaíso', 'America/Santiago'],
      ['Punta Arenas', 'America/Punta_Arenas'],
    ],
  },
} as const satisfies Record<string, Place>

export type CountryCode = keyof typeof places

/** The same, without its literals, for code that treats all countries alike. */
export const placeOf = (country: CountryCode): Place => places[country]
