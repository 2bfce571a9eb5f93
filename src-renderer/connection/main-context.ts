import { createContext, use } from 'react'
import type { MainClient } from './clients.ts'

/** The line to main, also there before anybody has signed in. */
export const MainContext = createContext<MainClient | null>(null)

export function useMain(): MainClient {
  const main = use(MainContext)
  if (!main) throw new Error('useMain outside of a window')
  return main
}
