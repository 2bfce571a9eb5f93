/** The computer's own region of a language when it has one: an agent in Manchester reads 14:02, one in Boston 2:02 PM. */
export function formatsLocale(locale: string, systemLanguages: readonly string[]): string {
  const language = locale.split('-')[0]
  return systemLanguages.find((tag) => tag.split('-')[0] === language && tag.includes('-')) ?? locale
}
