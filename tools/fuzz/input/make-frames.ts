import type { Json } from '#shared/kit/json.ts'
import type { Random } from '../../simulate/schedule/random.ts'
import { fromBuffer } from './bytes.ts'
import { mutateBytes, mutateJson, rubbish } from './mutate.ts'

/** Frames on their way: most as they are, some out of order or twice, some with something wrong inside or around. */
export function makeFrames(honest: readonly Json[], random: Random): Json {
  const frames = honest.map((frame) => makeFrame(frame, random))
  if (frames.length > 1 && random.chance(0.1)) frames.reverse()
  return random.chance(0.1) ? [...frames, ...frames] : frames
}

function makeFrame(frame: Json, random: Random): Json {
  const text = JSON.stringify(random.chance(0.75) ? frame : mutateJson(frame, random))
  switch (random.between(0, 24)) {
    case 0:
      return { binary: text }
    case 1:
      return { fragments: text }
    case 2:
      return { ping: text }
    case 3:
      return { raw: fromBuffer(rubbish(random)) as Json }
    case 4:
    case 5:
      return mutateBytes(text, random) as Json
    case 6:
      return { before: text, repeat: ' ', times: random.between(1, 80_000), after: '' }
    default:
      return text
  }
}
