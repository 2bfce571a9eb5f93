import { type Names } from './names.ts'

export interface Choice {
  readonly id: string
  readonly name: string
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** Two letters that stand for no country, or for something that nobody lives in. */
const noCountry = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

/** Every country that this locale has a name for, by that name. */
export function countryChoices(names: Names, locale: string): readonly Choice[] {
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .map((id) => ({ id, name: names.country(id) }))
    .filter(({ id, name }) => name !== id && !noCountry.has(id))
    .toSorted((a, b) => a.name.localeCompare(b.name, locale))
}

export function timeZoneChoices(): readonly Choice[] {
  return Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: id.replaceAll('_', ' ') }))
}

/** What customers of a retailer write in; what else is known is added by whoever asks. */
const languages = [
  ...['ar', 'bn', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'fa', 'fi', 'fil', 'fr', 'he', 'hi', 'hu', 'id', 'it'],
  ...['ja', 'ko', 'ms', 'nb', 'nl', 'pl', 'pt', 'pt-BR', 'ro', 'ru', 'sv', 'th', 'tr', 'uk', 'ur', 'vi', 'zh-Hans'],
  'zh-Hant',
]

export function languageChoices(names: Names, locale: string, besides: readonly string[]): readonly Choice[] {
  return [...new Set([...languages, ...besides])]
    .filter((id) => id !== '')
    .map((id) => ({ id, name: names.language(id) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, locale))
}
