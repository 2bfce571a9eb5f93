import { createContext, useContext } from 'react'
import { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import type { Right } from '#shared/domain/directory/rights.ts'
import type { Answer, Directory } from './api/admin-api.ts'

/** The directory as the server last told it, and how to change it. */
export interface Office {
  readonly directory: Directory
  readonly view: DirectoryView
  may(right: Right): boolean
  /** Runs a command and reads the directory again. */
  run(type: string, args: object): Promise<Answer<unknown>>
  reload(): Promise<void>
  /** The server knows us no more. */
  onSignedOut(): void
}

export const OfficeContext = createContext<Office | undefined>(undefined)

export function useOffice(): Office {
  const office = useContext(OfficeContext)
  if (!office) throw new Error('no office around this place')
  return office
}
