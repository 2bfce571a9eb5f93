import { expect, it } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createCalmWriter } from './calm-writer.ts'

function createWriter() {
  const time = createManualTime()
  const written: number[] = []
  const failures: unknown[] = []
  const writer = createCalmWriter<number>({
    async save(value) {
      if (value < 0) throw new Error('ENOSPC')
      written.push(value)
    },
    timers: time.timers,
    quietMs: 300,
    longestMs: 2_000,
    onFailed: (error) => failures.push(error),
  })
  return { ...time, written, failures, writer }
}

it('writes the newest once it has been quiet', async () => {
  const { writer, advance, written } = createWriter()
  writer.write(1)
  advance(200)
  writer.write(2)
  advance(299)
  expect(written).toEqual([])
  advance(1)
  expect(written).toEqual([2])
  await writer.flush()
  expect(written).toEqual([2])
})

it('does not wait for quiet for ever', () => {
  const { writer, advance, written } = createWriter()
  for (let value = 1; value <= 19; value++) {
    writer.write(value)
    advance(100)
  }
  expect(written).toEqual([])
  advance(100)
  expect(written).toEqual([19])
})

it('writes at once what waits when everything ends, and tells of a failure', async () => {
  const { writer, written, failures, advance } = createWriter()
  writer.write(1)
  await writer.flush()
  expect(written).toEqual([1])
  writer.write(-1)
  await writer.flush()
  expect(failures).toHaveLength(1)
  advance(5_000)
  expect(written).toEqual([1])
})
