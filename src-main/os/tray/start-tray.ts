import type { Attention } from '#shared/rpc/attention-contract.ts'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import type { ReadableValue } from '../../flow/observable-value.ts'
import type { Timers } from '../../flow/timers.ts'
import type { OwnPresence } from '../../presence/own-presence.ts'
import type { Session } from '../../session/session.ts'
import type { SystemWords } from '../../words/system-words.ts'
import { trayFace } from './tray-face.ts'
import type { TrayActions, TraySurface } from './tray-surface.ts'

interface Parts {
  readonly surface: TraySurface
  readonly session: Pick<Session, 'state'>
  readonly sync: ReadableValue<SyncState>
  readonly attention: ReadableValue<Attention | null>
  readonly presence: Pick<OwnPresence, 'view'>
  readonly words: ReadableValue<SystemWords>
  readonly actions: TrayActions
  readonly timers: Timers
}

/** A reply is on its way to the server for less than that: nobody reads it beside the clock, and the system draws each change. */
export const calmMs = 500

/** Whose desk it is, and in which language, is shown at once; how it stands, a moment later. */
export function startTray({ surface, session, sync, attention, presence, words, actions, timers }: Parts) {
  let callOff: (() => void) | undefined

  function show(): void {
    callOff?.()
    callOff = undefined
    const known = {
      session: session.state.get(),
      sync: sync.get(),
      attention: attention.get(),
      presence: presence.view.get().own,
    }
    surface.show(trayFace(known, words.get()), actions)
  }

  for (const { onChange } of [session.state, words]) onChange(show)
  for (const { onChange } of [sync, attention, presence.view]) onChange(() => (callOff ??= timers.after(calmMs, show)))
  show()
  return {
    stop() {
      callOff?.()
      surface.remove()
    },
  }
}
