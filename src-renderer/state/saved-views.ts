import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { useWorkstation } from '../connection/workstation-context.ts'
import { type Directory, useDirectory } from './directory.ts'
import { useNavigation } from './navigation.ts'

/** Somebody's own views, and those that are shared with their team, by name. */
export function savedViewsOf(directory: Directory, agentId: string): readonly DirectoryEntry[] {
  const teamId = directory.get(agentId)?.parentId ?? ''
  return [...directory.values()]
    .filter(({ kind, isActive, view }) => kind === 'view' && isActive && view !== null)
    .filter(({ parentId, view }) =>
      view?.teamId === '' ? parentId === agentId : parentId === agentId || (teamId !== '' && view?.teamId === teamId),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

export function useSavedViews(): readonly DirectoryEntry[] {
  return savedViewsOf(useDirectory(), useWorkstation().agent.id)
}

/** The saved view that this window shows; undefined where it shows another one, or where it was removed meanwhile. */
export function useShownSavedView(): DirectoryEntry | undefined {
  const shownId = useNavigation(({ savedViewId }) => savedViewId)
  const entry = useDirectory().get(shownId ?? '')
  return entry?.kind === 'view' && entry.isActive ? entry : undefined
}
