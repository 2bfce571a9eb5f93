import { createContext, use } from 'react'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { MainClient, QueriesClient } from './clients.ts'

/** What every part of a signed-in window works with. */
export interface Workstation {
  readonly main: MainClient
  readonly queries: QueriesClient
  readonly newId: IdSource
  readonly agent: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly rights: readonly string[]
  }
  readonly organisation: { readonly id: string; readonly name: string }
}

export const WorkstationContext = createContext<Workstation | null>(null)

export function useWorkstation(): Workstation {
  const workstation = use(WorkstationContext)
  if (!workstation) throw new Error('useWorkstation outside of a signed-in window')
  return workstation
}
