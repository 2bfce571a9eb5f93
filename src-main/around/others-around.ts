import type { AroundConversation, AroundFrame } from '#shared/sync/around-protocol.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'

/** Who else is in which conversation, as the server told on the present line. */
export interface OthersAround {
  readonly value: ReadableValue<readonly AroundConversation[]>
  take(frame: AroundFrame): void
  /** Without a line nothing is known. */
  forget(): void
}

export function createOthersAround(): OthersAround {
  const value = createObservableValue<readonly AroundConversation[]>([])
  return {
    value,
    take({ conversations }) {
      const now = new Map(value.get().map((each) => [each.id, each]))
      for (const each of conversations) {
        if (each.agents.length === 0 && !each.isCustomerTyping) now.delete(each.id)
        else now.set(each.id, each)
      }
      value.set([...now.values()])
    },
    forget() {
      if (value.get().length > 0) value.set([])
    },
  }
}
