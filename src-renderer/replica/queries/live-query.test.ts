import { describe, expect, it } from 'vitest'
import { createChanges } from '../flow/changes.ts'
import type { Timers } from '../flow/timers.ts'
import { liveQuery } from './live-query.ts'

/** Sleeps until the test lets go. */
function createHeldTimers() {
  let release: () => void = () => undefined
  const timers: Timers = { sleep: () => new Promise((resolve) => (release = resolve)) }
  return { timers, release: () => release() }
}

const noWait: Timers = { sleep: async () => undefined }

describe('a live query', () => {
  it('[Q1] answers at once, and again only when its answer has become another one', async () => {
    const changes = createChanges<'row'>()
    let answer = 'first'
    let asked = 0
    const ask = async () => {
      asked += 1
      return { answer }
    }
    const stream = liveQuery({ changes, timers: noWait }, ['row'], ask)
    expect((await stream.next()).value).toEqual({ answer: 'first' })
    const second = stream.next()
    changes.bump(['row'])
    await new Promise(setImmediate)
    expect(asked).toBe(2)
    answer = 'second'
    changes.bump(['row'])
    expect((await second).value).toEqual({ answer: 'second' })
  })

  it('[Q2] a slow reader gets the newest answer and no backlog', async () => {
    const changes = createChanges<'row'>()
    const { timers, release } = createHeldTimers()
    let number = 0
    const stream = liveQuery({ changes, timers }, ['row'], async () => number)
    expect((await stream.next()).value).toBe(0)
    const next = stream.next()
    for (number = 1; number < 100; number++) changes.bump(['row'])
    release()
    expect((await next).value).toBe(100)
  })

  it('[Q2] a change during the asking is not missed', async () => {
    const changes = createChanges<'row'>()
    let number = 0
    const stream = liveQuery({ changes, timers: noWait }, ['row'], async () => {
      const seen = number
      if (number === 0) {
        number = 1
        changes.bump(['row'])
      }
      return seen
    })
    expect((await stream.next()).value).toBe(0)
    expect((await stream.next()).value).toBe(1)
  })

  it('[Q1] other topics do not wake it, and an abort ends it', async () => {
    const changes = createChanges<'row' | 'other'>()
    const abort = new AbortController()
    let asked = 0
    const stream = liveQuery({ changes, timers: noWait }, ['row'], async () => ++asked, abort.signal)
    await stream.next()
    const next = stream.next()
    changes.bump(['other'])
    await new Promise(setImmediate)
    expect(asked).toBe(1)
    abort.abort()
    expect((await next).done).toBe(true)
  })

  it('[Q5] a failed question is asked again', async () => {
    const changes = createChanges<'row'>()
    let isBroken = true
    const stream = liveQuery({ changes, timers: noWait }, ['row'], async () => {
      if (!isBroken) return 'well'
      isBroken = false
      throw new Error('closed')
    })
    expect((await stream.next()).value).toBe('well')
  })
})
