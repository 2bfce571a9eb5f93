import { describe, expect, it } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { noticeSilence } from './notice-silence.ts'

function watch() {
  const { timers, advance, sleep } = createManualTime()
  let silences = 0
  const beats = noticeSilence({ timers, silentAfterMs: 30_000, onSilent: () => silences++ })
  return { beats, advance, sleep, silences: () => silences }
}

describe('the beats of a process', () => {
  it('says nothing of whoever never beat, or beats in time', () => {
    const { beats, advance, silences } = watch()
    advance(100_000)
    for (let beat = 0; beat < 10; beat++) {
      beats.beat()
      advance(34_999)
    }
    expect(silences()).toBe(0)
  })

  it('says once that it has stopped, and again only after it beat again', () => {
    const { beats, advance, silences } = watch()
    beats.beat()
    advance(300_000)
    expect(silences()).toBe(1)
    beats.beat()
    advance(300_000)
    expect(silences()).toBe(2)
  })

  it('says nothing of whoever is at rest', () => {
    const { beats, advance, silences } = watch()
    beats.beat()
    beats.rest()
    advance(300_000)
    expect(silences()).toBe(0)
  })

  it('gives a computer that slept a moment to beat first', () => {
    const { beats, advance, sleep, silences } = watch()
    beats.beat()
    sleep(3_600_000)
    advance(1_000)
    beats.beat()
    advance(30_000)
    expect(silences()).toBe(0)
  })
})
