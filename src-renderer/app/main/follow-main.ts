import type { MainClient } from '../../connection/clients.ts'
import { follow } from '../../connection/follow.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'

/** Keeps this window's knowledge of session, sync and preferences true for as long as it is open. */
export function followMain(main: MainClient): void {
  const { signal } = new AbortController()
  const set = useWorkstationState.setState
  const parts = [
    follow(
      (options) => main.session.watch(undefined, options),
      (session) => set({ session }),
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
    main.host.info().then((host) => set({ host })),
  ]
  for (const part of parts) part.catch(reportError)
}
