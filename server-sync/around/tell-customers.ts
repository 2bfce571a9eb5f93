import { typingEveryMs } from '#shared/sync/around-times.ts'
import { type Timers, systemTimers } from '../sync/timers.ts'
import type { Around } from './around.ts'

interface Options {
  readonly around: Pick<Around, 'at' | 'onChange'>
  /** An agent writes a reply in this conversation. */
  readonly tell: (conversationId: string) => void
  readonly timers?: Timers | undefined
}

/** Says so at once, and again as often as a customer's chat needs to believe it, for as long as somebody writes. */
export function tellCustomers({ around, tell, timers = systemTimers }: Options): { stop(): void } {
  const writing = new Map<string, () => void>()
  const stopListening = around.onChange((changed) => {
    for (const { id } of changed) if (isReplying(id) && !writing.has(id)) say(id)
  })
  return {
    stop() {
      stopListening()
      for (const callOff of writing.values()) callOff()
    },
  }

  function say(id: string): void {
    tell(id)
    writing.set(
      id,
      timers.after(typingEveryMs, () => {
        writing.delete(id)
        if (isReplying(id)) say(id)
      }),
    )
  }

  function isReplying(id: string): boolean {
    return around.at(id).agents.some(({ mode }) => mode === 'replying')
  }
}
