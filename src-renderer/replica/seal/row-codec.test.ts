import { describe, expect, it } from 'vitest'
import { dataKey } from '../testing/test-desk.ts'
import { createRowCodec } from './row-codec.ts'

const otherKey = btoa('fedcba9876543210fedcba9876543210')
const row = { id: 'm1', text: 'どこですか؟', rev: 3 }

describe('a row codec', () => {
  it('[E1] opens what it sealed, and never seals the same way twice', async () => {
    const codec = await createRowCodec(dataKey, 'replica')
    const sealed = await codec.seal('timeline', 'm1', row)
    expect(await codec.open('timeline', 'm1', sealed)).toEqual(row)
    expect(await codec.seal('timeline', 'm1', row)).not.toBe(sealed)
    expect(sealed).not.toContain('text')
    expect([...sealed].every((character) => character.charCodeAt(0) < 256)).toBe(true)
  })

  it('[E1] seals bodies longer than a function call takes arguments', async () => {
    const codec = await createRowCodec(dataKey, 'replica')
    const long = { id: 'k1', body: 'ا'.repeat(200_000) }
    expect(await codec.open('knowledge', 'k1', await codec.seal('knowledge', 'k1', long))).toEqual(long)
  })

  it('[E2] does not open in another place, another replica or with another key', async () => {
    const codec = await createRowCodec(dataKey, 'replica')
    const sealed = await codec.seal('timeline', 'm1', row)
    expect(await codec.open('timeline', 'm2', sealed)).toBeUndefined()
    expect(await codec.open('customer', 'm1', sealed)).toBeUndefined()
    expect(await (await createRowCodec(dataKey, 'replica-2')).open('timeline', 'm1', sealed)).toBeUndefined()
    expect(await (await createRowCodec(otherKey, 'replica')).open('timeline', 'm1', sealed)).toBeUndefined()
  })

  it('[E2] notices one flipped bit anywhere, and a shortened text', async () => {
    const codec = await createRowCodec(dataKey, 'replica')
    const sealed = await codec.seal('timeline', 'm1', row)
    for (let at = 0; at < sealed.length; at++) {
      const flipped = sealed.slice(0, at) + String.fromCharCode(sealed.charCodeAt(at) ^ 1) + sealed.slice(at + 1)
      expect(await codec.open('timeline', 'm1', flipped)).toBeUndefined()
    }
    expect(await codec.open('timeline', 'm1', sealed.slice(0, -1))).toBeUndefined()
    expect(await codec.open('timeline', 'm1', '')).toBeUndefined()
  })
})
