import { describe, expect, it } from 'vitest'
import { createMemoryLayer } from './memory-layer.ts'

const older = { id: 'a', rev: 1 }
const newer = { id: 'a', rev: 2 }

describe('what has arrived and is not on disk', () => {
  it('[O3] stays when an older version of it has landed', () => {
    const layer = createMemoryLayer()
    layer.arrive('customer', [older])
    layer.arrive('customer', [newer])
    layer.landed('customer', [older])
    expect(layer.present('customer').get('a')).toBe(newer)
    layer.landed('customer', [newer])
    expect(layer.present('customer').size).toBe(0)
  })

  it('[O3] stays for reads that began before it landed, and no longer', async () => {
    const layer = createMemoryLayer()
    let endFirst: () => void = () => undefined
    let endSecond: () => void = () => undefined
    layer.arrive('customer', [older])
    const first = layer.reading(() => new Promise<void>((resolve) => (endFirst = resolve)))
    layer.landed('customer', [older])
    const second = layer.reading(() => new Promise<void>((resolve) => (endSecond = resolve)))
    expect(layer.present('customer').get('a')).toBe(older)
    endFirst()
    await first
    // The second read began when the row was on disk: it has found it there.
    expect(layer.present('customer').size).toBe(0)
    endSecond()
    await second
  })

  it('[O1] is covered by what is foreseen, as long as that is foreseen', () => {
    const layer = createMemoryLayer()
    layer.arrive('customer', [older])
    layer.foresee(new Map([['customer', new Map([['a', newer]])]]))
    expect(layer.present('customer').get('a')).toBe(newer)
    expect(layer.arrived('customer').get('a')).toBe(older)
    layer.foresee(new Map())
    expect(layer.present('customer').get('a')).toBe(older)
  })
})
