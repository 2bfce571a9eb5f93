import { useCallback } from 'react'
import type { Doing } from '#shared/rpc/queries-contract.ts'
import { useLive } from '../connection/use-live.ts'
import { useWorkstation } from '../connection/workstation-context.ts'

/** What this agent did at this desk and can take back, newest first; also what they did before a restart. */
export function useDoings(): readonly Doing[] {
  const { queries } = useWorkstation()
  const doings = useLive(
    useCallback((options: { signal: AbortSignal }) => queries.doings.watch(undefined, options), [queries]),
    'doings',
  )
  return doings ?? []
}
