import type { Json } from '#shared/kit/json.ts'

/** A text as it is, anything else as JSON: so whatever became of an input, it can be said. */
export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
