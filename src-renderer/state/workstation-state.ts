import { create } from 'zustand'
import type { ReplicaState } from '#shared/rpc/queries-contract.ts'
import { osPreferenceDefaults } from '#shared/rpc/os-preference-defaults.ts'
import type { LinkState } from '../connection/reconnecting-link.ts'
import type { HostInfo, Preferences, SessionState, SyncState } from '#shared/rpc/workstation-contract.ts'

/** What main and the replica say about themselves, as last heard. Null: not heard yet. */
interface WorkstationState {
  link: 'connecting' | LinkState
  session: SessionState | null
  sync: SyncState | null
  host: HostInfo | null
  replica: ReplicaState | null
  preferences: Preferences
}

/** Until main has told this agent's own. */
const firstPreferences: Preferences = {
  theme: 'system',
  language: 'system',
  density: 'comfortable',
  enterSends: false,
  undoSendSeconds: 10,
  viewsCollapsed: false,
  contextCollapsed: false,
  ...osPreferenceDefaults,
}

export const useWorkstationState = create<WorkstationState>(() => ({
  link: 'connecting',
  session: null,
  sync: null,
  host: null,
  replica: null,
  preferences: firstPreferences,
}))

/** Rows still arrive: what is not here yet is not missing. */
export const useIsFilling = (): boolean => useWorkstationState(({ replica }) => replica?.state !== 'ready')

/** The server answers. */
export const useIsServerHere = (): boolean =>
  useWorkstationState(({ sync }) => sync?.state === 'online' || sync?.state === 'syncing')
