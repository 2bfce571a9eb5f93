import { expect, it } from 'vitest'
import { createLatestWriter } from './latest-writer.ts'

it('writes one after the other, and of what came meanwhile only the newest', async () => {
  const written: number[] = []
  const letGo: (() => void)[] = []
  const writer = createLatestWriter(async (value: number) => {
    await new Promise<void>((resolve) => letGo.push(resolve))
    written.push(value)
  })
  const first = writer.write(1)
  const others = [writer.write(2), writer.write(3), writer.write(4)]
  letGo.shift()?.()
  await first
  await new Promise((resolve) => setImmediate(resolve))
  letGo.shift()?.()
  await Promise.all(others)
  await writer.idle()
  expect(written).toEqual([1, 4])
})

it('tells the caller of a failed write and goes on with the next', async () => {
  const written: number[] = []
  const writer = createLatestWriter(async (value: number) => {
    if (value === 1) throw new Error('ENOSPC')
    written.push(value)
  })
  const failed = writer.write(1)
  const next = writer.write(2)
  await expect(failed).rejects.toThrow('ENOSPC')
  await next
  await writer.idle()
  expect(written).toEqual([2])
})
