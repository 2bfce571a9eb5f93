import { create } from 'zustand'
import type { PresenceView } from '#shared/rpc/presence-contract.ts'

/** What main says of this agent's presence, and of others'. */
export const usePresence = create<PresenceView>(() => ({ own: null, agents: [], givenBack: null }))
