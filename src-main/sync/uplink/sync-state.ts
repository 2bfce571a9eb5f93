import type { Clock } from '#shared/kit/clock.ts'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import { type ReadableValue, createObservableValue } from '../../flow/observable-value.ts'

/** `trying`: not connected, and nothing has failed yet. */
export type LinkState = 'trying' | 'up' | 'down'

interface Parts {
  readonly clock: Clock
  link(): LinkState
  waiting(): number
  hasNetwork(): boolean
  whyUnreachable(): string | null
}

/** What a person is told, kept true by calling `show` after anything that may change it. */
export function createSyncState({ clock, link, waiting, hasNetwork, whyUnreachable }: Parts): {
  readonly value: ReadableValue<SyncState>
  show(): void
} {
  const value = createObservableValue<SyncState>({ state: now(), waiting: waiting(), sinceAt: clock.now() })

  function now(): SyncState['state'] {
    if (link() === 'up') return waiting() > 0 ? 'syncing' : 'online'
    if (!hasNetwork()) return 'offline'
    return link() === 'trying' ? 'syncing' : 'server-unreachable'
  }

  return {
    value,
    show() {
      const before = value.get()
      const state = now()
      const problem = (state === 'server-unreachable' && whyUnreachable()) || undefined
      if (state === before.state && waiting() === before.waiting && problem === before.problem) return
      const sinceAt = state === before.state ? before.sinceAt : clock.now()
      value.set({ state, waiting: waiting(), sinceAt, ...(problem !== undefined && { problem }) })
    },
  }
}
