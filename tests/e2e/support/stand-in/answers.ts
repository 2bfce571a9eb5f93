import { ORPCError } from '@orpc/server'

/** What a test decides about the next answers. */
export interface Answers {
  /** The next question is refused so. */
  refuseNext(code: string, data?: unknown): void
  /** The next question gets no answer until the returned function is called. */
  holdNext(): () => void
  /** To be asked before each answer. */
  given(): Promise<void>
}

export function createAnswers(): Answers {
  let refusal: ORPCError<string, unknown> | null = null
  let held: Promise<void> = Promise.resolve()
  return {
    refuseNext(code, data) {
      refusal = new ORPCError(code, { data })
    },
    holdNext() {
      let release = () => undefined as void
      held = new Promise((resolve) => (release = resolve))
      return () => release()
    },
    async given() {
      const waiting = held
      held = Promise.resolve()
      await waiting
      const refused = refusal
      refusal = null
      if (refused) throw refused
    },
  }
}

export const refuse = (code: string, data?: unknown): never => {
  throw new ORPCError(code, { data })
}
