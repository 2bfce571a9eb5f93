import { createContext, use } from 'react'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'

/** The conversation that stands open in this window. `missing`: this desk does not have it. */
export type OpenConversation =
  | { readonly state: 'none' }
  | { readonly state: 'loading' | 'missing'; readonly id: string }
  | { readonly state: 'here'; readonly id: string; readonly row: InboxRow }

export const OpenConversationContext = createContext<OpenConversation>({ state: 'none' })

export function useOpenConversation(): OpenConversation {
  return use(OpenConversationContext)
}
