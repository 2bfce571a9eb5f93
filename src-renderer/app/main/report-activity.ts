import type { Clock } from '#shared/kit/clock.ts'

/** Twice a minute is often enough for a lock that counts in minutes. */
const everyMs = 30_000

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Tells that somebody is here, by what they do in this window. The returned function ends it. */
export function reportActivity(target: EventTarget, clock: Clock, tell: () => void): () => void {
  let toldAt = Number.NEGATIVE_INFINITY
  const notice = () => {
    const now = clock.now()
    // A clock that was set back must not silence a person who works.
    if (now >= toldAt && now - toldAt < everyMs) return
    toldAt = now
    tell()
  }
  // Before anybody else hears of them: some parts keep their keys to themselves.
  const options = { capture: true, passive: true }
  for (const sign of signs) target.addEventListener(sign, notice, options)
  return () => {
    for (const sign of signs) target.removeEventListener(sign, notice, options)
  }
}
