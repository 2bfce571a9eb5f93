import type { Json } from '#shared/kit/json.ts'
import { examplesOf } from '../../input/examples.ts'
import { findSchemas } from '../../input/find-schemas.ts'
import { mutateJson } from '../../input/mutate.ts'
import { words } from '../../input/words.ts'
import type { Target } from '../../target.ts'

/** Every schema that shared/ exports, found by looking: it takes or refuses, and never throws, whatever it is given. */
export const schemasTarget: Target = {
  name: 'schemas',
  share: 380,
  async open() {
    const found = (await findSchemas(['shared/**/*.ts'])).map((each) => ({
      ...each,
      example: examplesOf(each.schema, words),
    }))
    const byName = new Map(found.map(({ name, schema }) => [name, schema]))
    return {
      make(random) {
        const { name, example } = random.pick(found)
        const value = example(random)
        return { name, value: random.chance(0.1) ? value : mutateJson(value, random) }
      },
      async run(input) {
        const { name, value } = input as { name?: string; value?: Json }
        const taken = byName.get(name ?? '')?.safeParse(value)
        return { outcome: taken?.success ? 'taken' : 'refused', answers: [] }
      },
      close: async () => undefined,
    }
  },
}
