import type { FoundSchema } from './find-schemas.ts'

/** Tells which of these schemas are asked while `work` runs: so it shows what a route takes, without a list of routes. */
export async function schemasAsked(
  found: readonly FoundSchema[],
  work: () => Promise<unknown>,
): Promise<readonly FoundSchema[]> {
  const asked = new Set<FoundSchema>()
  const restore = found.map((each) => {
    const { safeParse } = each.schema
    each.schema.safeParse = (...given) => {
      asked.add(each)
      return safeParse(...given)
    }
    return () => void (each.schema.safeParse = safeParse)
  })
  try {
    await work()
  } finally {
    for (const each of restore) each()
  }
  return [...asked]
}
