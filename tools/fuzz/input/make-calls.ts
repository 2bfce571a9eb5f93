import type { AnySchema } from '@orpc/contract'
import type { Json } from '#shared/kit/json.ts'
import { z } from 'zod'
import type { Random } from '../../simulate/schedule/random.ts'
import { type Example, examplesOf } from './examples.ts'
import { mutateBytes, mutateJson } from './mutate.ts'
import { words } from './words.ts'

interface Procedure {
  readonly path: string
  readonly example: Example
}

/** Every procedure of a contract, found by walking it: a new one is called without anybody remembering. */
export function proceduresOf(contract: object, path = ''): Procedure[] {
  return Object.entries(contract).flatMap(([name, part]) => {
    const definition = (part as { '~orpc'?: { inputSchema?: AnySchema } })['~orpc']
    if (!definition) return proceduresOf(part as object, `${path}/${name}`)
    const input = definition.inputSchema
    return [{ path: `${path}/${name}`, example: input instanceof z.ZodType ? examplesOf(input, words) : () => null }]
  })
}

/** A call as oRPC puts it on the line. */
const call = (id: string, path: string, input: Json): Json => ({
  i: id,
  p: { u: path, b: input === null ? {} : { json: input } },
})

/**
 * One to three calls with something wrong in what they hand over, or, where `breaksFrames`, in the frames themselves.
 * @returns texts as bytes
 */
export function makeCalls(procedures: readonly Procedure[], random: Random, breaksFrames: boolean): Json {
  return Array.from({ length: random.between(1, 3) }, (_, index): Json => {
    const { path, example } = random.pick(procedures)
    const value = example(random)
    const input = random.chance(0.3) ? value : mutateJson(value, random)
    const frame = call(`${index}`, path, input)
    if (!breaksFrames || random.chance(0.6)) return JSON.stringify(frame)
    if (random.chance(0.6)) return JSON.stringify(mutateJson(frame, random))
    return mutateBytes(JSON.stringify(frame), random) as Json
  })
}
