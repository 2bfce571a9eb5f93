import type { LoginItemState } from '#shared/rpc/os-contract.ts'
import { type ReadableValue, createObservableValue } from '../../flow/observable-value.ts'

/** Whether the system starts Farline when its user logs in: the system knows it, and nobody else. */
export interface LoginItem {
  isOn(): Promise<boolean>
  set(isOn: boolean): Promise<void>
}

export interface StartAtLogin {
  readonly state: ReadableValue<LoginItemState>
  set(isOn: boolean): Promise<void>
}

/** @param item null: this host cannot be started so */
export async function createStartAtLogin(
  item: LoginItem | null,
  report: (error: unknown) => void,
): Promise<StartAtLogin> {
  const state = createObservableValue<LoginItemState>({ state: 'unsupported', problem: null })

  async function look(problem: string | null): Promise<void> {
    if (!item) return
    try {
      state.set({ state: (await item.isOn()) ? 'on' : 'off', problem })
    } catch (error) {
      report(error)
      state.set({ state: 'off', problem: 'login-item/unreadable' })
    }
  }

  await look(null)
  return {
    state,
    /** What is shown afterwards is what the system says, also where it did not do what it was asked. */
    async set(isOn) {
      let problem: string | null = null
      try {
        await item?.set(isOn)
      } catch (error) {
        report(error)
        problem = 'login-item/not-changed'
      }
      await look(problem)
    },
  }
}
