import type { Json } from '#shared/kit/json.ts'
import type { Random } from '../../simulate/schedule/random.ts'
import { type Bytes, fromBuffer } from './bytes.ts'
import { hostileKeys, hostileTexts, hostileValue } from './hostile.ts'

type Holder = Record<string | number, Json>
interface Place {
  readonly holder: Holder
  readonly key: string | number
}

/** A copy with something wrong in one to three places. */
export function mutateJson(value: Json, random: Random): Json {
  // In a holder of its own, so that the whole can be replaced like a part.
  const root: Holder = { value: JSON.parse(JSON.stringify(value)) as Json }
  for (let count = random.between(1, 3); count > 0; count--) {
    const places = placesIn(root)
    if (places.length > 0) change(random.pick(places), random)
  }
  return root['value'] ?? null
}

function placesIn(root: Holder): Place[] {
  const places: Place[] = []
  const walk = (holder: Holder) => {
    for (const key of Object.keys(holder)) {
      places.push({ holder, key })
      const value = holder[key]
      if (typeof value === 'object' && value !== null && places.length < 500) walk(value as Holder)
    }
  }
  walk(root)
  return places
}

function change({ holder, key }: Place, random: Random): void {
  const old = holder[key] ?? null
  switch (random.between(0, 7)) {
    case 0:
      // A part left out. Of the whole only the root remains.
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else Reflect.deleteProperty(holder, key)
      return
    case 1:
      return put(holder, random.pick(hostileKeys), hostileValue(random))
    case 2:
      return put(holder, key, [old])
    case 3:
      return put(holder, key, Array.isArray(old) ? [...(old as Json[]), ...(old as Json[])] : JSON.stringify(old))
    case 4:
      if (typeof old === 'string') return put(holder, key, mutateText(old, random))
      if (typeof old === 'number') return put(holder, key, old + random.pick([-1, 1, 0.5, 2 ** 31, 2 ** 53]))
      return put(holder, key, hostileValue(random))
    case 5:
      if (typeof old === 'object' && old !== null && !Array.isArray(old))
        return put(old as Holder, random.pick(hostileKeys), hostileValue(random))
      return put(holder, key, hostileValue(random))
    default:
      return put(holder, key, hostileValue(random))
  }
}

/** `holder['__proto__'] = …` would change what it inherits from instead of adding a field. */
function put(holder: Holder, key: string | number, value: Json): void {
  if (Array.isArray(holder) && typeof key === 'string' && !/^\d+$/.test(key)) return void holder.push(value)
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

export function mutateText(text: string, random: Random): string {
  const at = random.between(0, text.length)
  switch (random.between(0, 4)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + random.pick(hostileTexts) + text.slice(at)
    case 2:
      return text + text
    case 3:
      return text.toUpperCase()
    default:
      return text.slice(0, at) + String.fromCharCode(random.between(0, 0xffff)) + text.slice(at + 1)
  }
}

/** What is no longer text of ours: cut off, a bit over, spliced, in the wrong encoding, far too deep or far too long. */
export function mutateBytes(text: string, random: Random): Bytes {
  const buffer = Buffer.from(text)
  const at = random.between(0, buffer.length)
  switch (random.between(0, 8)) {
    case 0:
      return fromBuffer(buffer.subarray(0, at))
    case 1:
      return fromBuffer(flipped(buffer, random))
    case 2:
      return fromBuffer(Buffer.concat([buffer.subarray(0, at), rubbish(random), buffer.subarray(at)]))
    case 3:
      return fromBuffer(Buffer.concat([buffer, buffer.subarray(at)]))
    case 4:
      return fromBuffer(rubbish(random))
    case 5:
      return {
        before: '',
        repeat: random.pick(['[', '{"a":', '[[', '{"":[']),
        times: random.between(1, 4_000),
        after: '',
      }
    case 6:
      return {
        before: '{"frame":"',
        repeat: random.pick(['x', 'é', '\\u0000', ' ']),
        times: random.between(1, 12_000),
        after: '"}',
      }
    case 7:
      return fromBuffer(Buffer.from(text, random.pick(['utf16le', 'latin1'])))
    default:
      return `\ufeff${text}`
  }
}

export function flipped(buffer: Buffer, random: Random): Buffer {
  const copy = Buffer.from(buffer)
  for (let count = random.between(1, 4); count > 0 && copy.length > 0; count--) {
    const at = random.between(0, copy.length - 1)
    copy[at] = (copy[at] ?? 0) ^ (1 << random.between(0, 7))
  }
  return copy
}

export const rubbish = (random: Random) =>
  Buffer.from(Array.from({ length: random.between(1, 64) }, () => random.between(0, 255)))
