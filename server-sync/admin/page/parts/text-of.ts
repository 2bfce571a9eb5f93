/** What stands in a field; empty where there is none. */
export function textOf(form: FormData, field: string): string {
  const value = form.get(field)
  return typeof value === 'string' ? value.trim() : ''
}

export const allOf = (form: FormData, field: string): string[] =>
  form.getAll(field).filter((value): value is string => typeof value === 'string')

/** `en, de` → `['en', 'de']` */
export const listOf = (form: FormData, field: string): string[] =>
  textOf(form, field)
    .split(/[,;\s]+/)
    .filter((part) => part !== '')

/** What stands between commas, spaces and all: `Not as shown, Too late` are two. Each once. */
export const phrasesOf = (form: FormData, field: string): string[] => [
  ...new Set(
    textOf(form, field)
      .split(/[,،、，;\n]/)
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== ''),
  ),
]
