import type { Preferences } from '#shared/rpc/workstation-contract.ts'
import { announce } from '../ui/announcer.ts'
import type { MainClient } from '../connection/clients.ts'
import { useWorkstationState } from '../state/workstation-state.ts'

/** Shows the change at once; main keeps it and tells every window. Where main cannot keep it, what was in force returns. */
export async function setPreferences(main: MainClient, change: Partial<Preferences>, failed: string): Promise<void> {
  const before = useWorkstationState.getState().preferences
  useWorkstationState.setState({ preferences: { ...before, ...change } })
  try {
    await main.preferences.set(change)
  } catch {
    useWorkstationState.setState({ preferences: before })
    announce(failed, 'assertive')
  }
}
