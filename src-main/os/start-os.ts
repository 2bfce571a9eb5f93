import type { Clock } from '#shared/kit/clock.ts'
import type { Attention } from '#shared/rpc/attention-contract.ts'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { Timers } from '../flow/timers.ts'
import type { Log } from '../log/create-log.ts'
import type { PreferencesStore } from '../preferences/preferences.ts'
import type { OwnPresence } from '../presence/own-presence.ts'
import type { Session } from '../session/session.ts'
import type { Windows } from '../windows/windows.ts'
import { createSystemWords } from '../words/system-words.ts'
import type { Desktop } from './desktop.ts'
import { createDownloads } from './downloads/downloads.ts'
import { startHotkeys } from './hotkeys/hotkeys.ts'
import { createStartAtLogin } from './login/login-item.ts'
import { startNotifier } from './notices/notifier.ts'
import { createPageNotices } from './notices/page-notices.ts'
import { createPapers } from './papers/papers.ts'
import { createInCall } from './power/in-call.ts'
import { startTray } from './tray/start-tray.ts'

interface OsParts {
  readonly desktop: Desktop
  readonly session: Pick<Session, 'state' | 'seat' | 'lock'>
  readonly sync: ReadableValue<SyncState>
  readonly preferences: PreferencesStore
  readonly clock: Clock
  readonly timers: Timers
  readonly diagnostics: Log
  newId(): string
  readonly windows: Pick<Windows, 'open'>
  readonly presence: Pick<OwnPresence, 'view' | 'choose'>
}

export type Os = Awaited<ReturnType<typeof startOs>>

/** What the workstation does beyond its windows, in whichever host it runs. */
export async function startOs(parts: OsParts) {
  const { desktop, session, sync, presence, clock, diagnostics } = parts
  const preferences = parts.preferences.value
  const words = createSystemWords({ preferences, systemLanguages: desktop.systemLanguages })
  const attention = createObservableValue<Attention | null>(null)
  const hasKey = () => Boolean(session.seat.get()?.dataKey)
  const isOpen = createObservableValue(hasKey())
  const inCall = createInCall(desktop.power)
  const downloads = createDownloads()
  const pageNotices = createPageNotices()

  session.seat.onChange(() => {
    // Of a desk that is closed main knows no more than of any other.
    if (!hasKey() && attention.get()) attention.set(null)
    if (isOpen.get() !== hasKey()) isOpen.set(hasKey())
  })
  startNotifier({
    centre: desktop.notices ?? pageNotices,
    attention,
    preferences,
    words,
    clock,
    isInCall: inCall.isInCall,
  })
  const lock = () => void session.lock('asked')
  const hotkeys = startHotkeys({
    grip: desktop.hotkeys,
    preferences,
    isOpen,
    actions: {
      'bring-forward': { run: () => desktop.bringForward(), onlyWhileOpen: false },
      lock: { run: lock, onlyWhileOpen: true },
    },
  })

  const tray =
    desktop.tray &&
    startTray({
      surface: desktop.tray,
      session,
      sync,
      attention,
      presence,
      words,
      actions: {
        open: () => desktop.bringForward(),
        newWindow: () => void parts.windows.open({ kind: 'main' }),
        lock,
        choosePresence: (state) => presence.choose({ state, reasonId: '' }),
      },
      timers: parts.timers,
    })

  return {
    words,
    hotkeys: hotkeys.state,
    startAtLogin: await createStartAtLogin(desktop.loginItem, (error) =>
      diagnostics.warn({ event: 'login-item-failure', name: error instanceof Error ? error.name : 'unknown' }),
    ),
    pageNotices,
    downloads,
    papers: createPapers({ press: desktop.press, newId: parts.newId, onSaved: downloads.tell }),
    inCall,
    /** As the replica worker tells it. The last words of a worker whose desk was locked are not heard. */
    takeAttention(told: Attention) {
      if (hasKey()) attention.set(told)
    },
    stop() {
      hotkeys.stop()
      tray?.stop()
    },
  }
}
