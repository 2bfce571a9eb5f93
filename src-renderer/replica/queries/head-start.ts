import type { Timers } from '../flow/timers.ts'

/** Lets what a person waits for be asked and drawn before everything else that asks the same disk; once, when a desk opens. */
export interface HeadStart {
  /** Resolves when the first one has been answered and drawn, or no such question came. */
  over(): Promise<void>
  /** Asks what a person waits for. */
  ahead<Answer>(ask: () => Promise<Answer>): Promise<Answer>
}

/** A window without a list asks no such question. */
const longestMs = 500
/** A window takes so long to draw what it was answered, on a computer that is busy starting. */
const drawingMs = 200

export function createHeadStart(timers: Timers): HeadStart {
  let tellAnswered = () => {}
  const answered = new Promise<void>((resolve) => (tellAnswered = resolve))
  let over: Promise<void> | undefined
  return {
    over: () => (over ??= Promise.race([answered.then(() => timers.sleep(drawingMs)), timers.sleep(longestMs)])),
    ahead: (ask) => ask().finally(tellAnswered),
  }
}
