/** How money, languages and countries are said in a locale. */
export function createNames(locale: string) {
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' })
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
  const together = new Intl.ListFormat(locale, { type: 'conjunction', style: 'long' })
  const number = new Intl.NumberFormat(locale)
  const money = new Map<string, Intl.NumberFormat>()
  const moneyIn = (currency: string) => {
    const known = money.get(currency)
    if (known) return known
    const made = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    money.set(currency, made)
    return made
  }
  return {
    list: (some: readonly string[]) => together.format(some),
    number: (value: number) => number.format(value),
    language: (tag: string) => named(languages, tag),
    country: (code: string) => named(regions, code),
    /** `minor` is in the currency's smallest unit: 1999 GBP is £19.99, 1999 JPY is ¥1,999. */
    money(minor: number, currency: string): string {
      const format = moneyIn(currency)
      return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
    },
  }
}

/** A tag that is none is shown as it stands. */
function named(names: Intl.DisplayNames, code: string): string {
  if (code === '') return ''
  try {
    return names.of(code) ?? code
  } catch (error) {
    if (error instanceof RangeError) return code
    throw error
  }
}

export type Names = ReturnType<typeof createNames>
