import { useMemo } from 'react'
import { mayServe } from '#shared/domain/directory/may-serve.ts'
import { useWorkstation } from '../connection/workstation-context.ts'
import { useDirectory } from '../state/directory.ts'

/** Everybody else who works for a brand, by name. */
export function useColleagues(brandId: string): readonly { readonly id: string; readonly name: string }[] {
  const directory = useDirectory()
  const { agent } = useWorkstation()
  return useMemo(
    () =>
      [...directory.values()]
        .filter(
          (entry) =>
            entry.kind === 'agent' &&
            entry.isActive &&
            entry.id !== agent.id &&
            mayServe(entry, brandId, (id) => directory.get(id)),
        )
        .toSorted((one, other) => one.name.localeCompare(other.name)),
    [directory, agent.id, brandId],
  )
}
