import { z } from 'zod'
import type { Json } from '#shared/kit/json.ts'
import type { Random } from '../../simulate/schedule/random.ts'

/** The part of JSON Schema that Zod writes. */
interface Shape {
  readonly type?: string
  readonly const?: Json
  readonly enum?: readonly Json[]
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly allOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Shape | boolean
  readonly items?: Shape
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
  readonly pattern?: string
}

export type Example = (random: Random) => Json

/**
 * Values that a schema takes, made from the schema itself: a new field is in them without anybody remembering.
 * @param words what texts are picked from where they fit: known ids, languages, addresses
 */
export function examplesOf(schema: z.ZodType, words: readonly string[]): Example {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape
  return (random) => example(shape, random, words)
}

function example(shape: Shape, random: Random, words: readonly string[]): Json {
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return random.pick(shape.enum)
  const options = shape.anyOf ?? shape.oneOf ?? shape.allOf
  if (options) return example(random.pick(options), random, words)
  switch (shape.type ?? 'any') {
    case 'object':
      return exampleObject(shape, random, words)
    case 'array': {
      const most = Math.min(shape.maxItems ?? 4, (shape.minItems ?? 0) + 4)
      const length = random.between(shape.minItems ?? 0, most)
      return Array.from({ length }, () => example(shape.items ?? {}, random, words))
    }
    case 'string':
      return exampleText(shape, random, words)
    case 'integer':
    case 'number':
      return exampleNumber(shape, random)
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return random.pick<Json>([null, {}, [], 'text', 1, true])
  }
}

function exampleObject(shape: Shape, random: Random, words: readonly string[]): Json {
  const made: Record<string, Json> = {}
  for (const [key, field] of Object.entries(shape.properties ?? {}))
    if (shape.required?.includes(key) || random.chance(0.6))
      made[key] = example(field, random, wordsFor(key, random, words))
  if (shape.properties === undefined && typeof shape.additionalProperties === 'object')
    made[random.pick(words)] = example(shape.additionalProperties, random, words)
  return made
}

/** What a field of this name is most often: with any text at all hardly a command would find its rows, nor anybody a door. */
const fields: Readonly<Record<string, RegExp>> = {
  email: /@/,
  password: /password|herons/,
  newPassword: /password|herons/,
  csv: /,/,
  code: /^\d{6}$/,
}

function wordsFor(field: string, random: Random, words: readonly string[]): readonly string[] {
  if (random.chance(0.2)) return words
  const kind = /^(\w+)Id$/.exec(field)?.[1]
  const fits = fields[field] ?? (kind === undefined ? undefined : new RegExp(`^${kind}-`))
  const fitting = fits ? words.filter((word) => fits.test(word)) : []
  return fitting.length > 0 ? fitting : words
}

function exampleText(
  { format, pattern, minLength = 0, maxLength = 60 }: Shape,
  random: Random,
  words: readonly string[],
): Json {
  if (format === 'uuid') return exampleUuid(random)
  if (pattern !== undefined) {
    const matching = [...words, ...patterned].filter((word) => regExpOf(pattern).test(word))
    return matching.length > 0 ? random.pick(matching) : 'x'
  }
  const fitting = words.filter(({ length }) => length >= minLength && length <= maxLength)
  if (fitting.length > 0 && random.chance(0.8)) return random.pick(fitting)
  return 'abcdefghij0123456789-_'
    .repeat(Math.ceil((maxLength + 1) / 22))
    .slice(0, random.between(minLength, Math.min(maxLength, minLength + 40)))
}

/** Something for each of our patterns: a kind, the type of a command, an id, base64, a code. */
const patterned = [
  'area/what',
  'agent.change',
  'replica-1',
  'AAAA',
  'a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U=',
  '123456',
]

const regExps = new Map<string, RegExp>()
function regExpOf(pattern: string): RegExp {
  const known = regExps.get(pattern) ?? new RegExp(pattern, 'u')
  regExps.set(pattern, known)
  return known
}

/** Of few, so that the same id comes twice. */
const exampleUuid = (random: Random) => `00000000-0000-4000-8000-${String(random.between(0, 999)).padStart(12, '0')}`

function exampleNumber({ type, minimum = 0, maximum = 2 ** 40 }: Shape, random: Random): number {
  const near = [minimum, minimum + 1, Math.min(maximum, minimum + 10), maximum]
  const value = random.chance(0.8) ? random.pick(near) : minimum + random.next() * Math.min(1_000, maximum - minimum)
  return type === 'integer' ? Math.trunc(value) : value
}
