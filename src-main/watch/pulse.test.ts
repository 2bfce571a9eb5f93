import { describe, expect, it } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createPulse } from './pulse.ts'

function watch() {
  const { timers, advance, sleep } = createManualTime()
  let silences = 0
  const pulse = createPulse({ timers, silentAfterMs: 30_000, onSilent: () => silences++ })
  return { pulse, advance, sleep, silences: () => silences }
}

describe('the pulse of a process', () => {
  it('says nothing of whoever never beat, or beats in time', () => {
    const { pulse, advance, silences } = watch()
    advance(100_000)
    for (let beat = 0; beat < 10; beat++) {
      pulse.beat()
      advance(34_999)
    }
    expect(silences()).toBe(0)
  })

  it('says once that it has stopped, and again only after it beat again', () => {
    const { pulse, advance, silences } = watch()
    pulse.beat()
    advance(300_000)
    expect(silences()).toBe(1)
    pulse.beat()
    advance(300_000)
    expect(silences()).toBe(2)
  })

  it('says nothing of whoever is at rest', () => {
    const { pulse, advance, silences } = watch()
    pulse.beat()
    pulse.rest()
    advance(300_000)
    expect(silences()).toBe(0)
  })

  it('gives a computer that slept a moment to beat first', () => {
    const { pulse, advance, sleep, silences } = watch()
    pulse.beat()
    sleep(3_600_000)
    advance(1_000)
    pulse.beat()
    advance(30_000)
    expect(silences()).toBe(0)
  })
})
