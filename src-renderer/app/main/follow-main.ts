import { resolveLocale } from '#shared/words/locale.ts'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import type { MainClient } from '../../connection/clients.ts'
import { follow } from '../../connection/follow.ts'
import { keepSame } from '../../connection/keep-same.ts'
import { isLeft } from '../../state/is-left.ts'
import { forgetPlace } from '../../state/restore-navigation.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'

/** Keeps this window's knowledge of session, sync and preferences true for as long as it is open. */
export function followMain(main: MainClient): void {
  const { signal } = new AbortController()
  const set = useWorkstationState.setState
  const parts = [
    follow(
      (options) => main.session.watch(undefined, options),
      (session) => takeSession(main, session),
      { signal },
    ),
    follow(
      (options) => main.sync.watch(undefined, options),
      (sync) => set({ sync }),
      { signal },
    ),
    follow(
      (options) => main.preferences.watch(undefined, options),
      (preferences) => set({ preferences }),
      { signal },
    ),
  ]
  for (const part of parts) part.catch(reportError)
  refreshHost(main)
}

const graceMs = 400

/** Resolves when main has said who sits here and how they like it; a page that would wait for longer shows that it waits. */
export function firstWord(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const { session, preferences } = useWorkstationState.getState()
      if (session !== null && preferences !== useWorkstationState.getInitialState().preferences) done()
    }
    const timer = setTimeout(done, graceMs)
    const stop = useWorkstationState.subscribe(look)
    function done() {
      clearTimeout(timer)
      stop()
      resolve()
    }
    look()
  })
}

/** The language in which this page begins. */
export const firstLocale = () => resolveLocale(useWorkstationState.getState().preferences.language, navigator.languages)

/** Main learns its server while it runs, and how it keeps keys may follow from who signs in. */
export function refreshHost(main: MainClient): void {
  main.host.info().then((host) => useWorkstationState.setState({ host }), reportError)
}

function takeSession(main: MainClient, session: SessionState): void {
  const before = useWorkstationState.getState().session
  if (isLeft(before, session)) {
    // Off the screen at once, and then out of the memory: a page of its own knows nothing of the desk that was here.
    useWorkstationState.setState({ session: null, replica: null })
    // Whoever only locked it comes back to the same place.
    if (session.state !== 'locked') forgetPlace()
    location.reload()
    return
  }
  if (before?.state === 'locked' && session.state === 'signed-in' && session.agent.email !== before.agent.email)
    forgetPlace()
  useWorkstationState.setState({ session: keepSame(before, session) })
  if (before !== null && before.state !== session.state) refreshHost(main)
}
