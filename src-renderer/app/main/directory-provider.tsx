import { type ReactNode, useCallback, useMemo } from 'react'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { DirectoryContext } from '../../state/directory.ts'

export function DirectoryProvider({ children }: { children: ReactNode }) {
  const { queries } = useWorkstation()
  const entries = useLive(
    useCallback((options: { signal: AbortSignal }) => queries.directory.watch(undefined, options), [queries]),
    'directory',
  )
  const directory = useMemo(() => new Map(entries?.map((entry) => [entry.id, entry])), [entries])
  return <DirectoryContext value={directory}>{children}</DirectoryContext>
}
