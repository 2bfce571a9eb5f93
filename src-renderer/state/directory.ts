import { createContext, use } from 'react'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'

export type Directory = ReadonlyMap<string, DirectoryEntry>

export const DirectoryContext = createContext<Directory>(new Map())

/** Who and what the organisation consists of, by id. */
export function useDirectory(): Directory {
  return use(DirectoryContext)
}
