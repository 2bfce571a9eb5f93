/** Puts values into the `{places}` of a sentence. A place without a value stays visible, so that it is noticed. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}
