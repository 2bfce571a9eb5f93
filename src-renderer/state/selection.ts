import { create } from 'zustand'

/** Which conversations of the list something is about to be done with. */
export const useSelection = create<{ selected: ReadonlySet<string> }>(() => ({ selected: new Set() }))

/** Of one row: selecting it draws that row, not the list. */
export const useIsSelected = (id: string): boolean => useSelection(({ selected }) => selected.has(id))

/** As many as one look at the list holds. */
const most = 500

const show = (selected: Iterable<string>) =>
  useSelection.setState({ selected: new Set([...selected].filter((id) => id !== '').slice(0, most)) })

export function toggleSelected(id: string): void {
  const { selected } = useSelection.getState()
  show(selected.has(id) ? [...selected].filter((other) => other !== id) : [...selected, id])
}

/** From where the cursor was to where it is, both included. */
export function selectTo(ids: readonly string[], fromId: string, toId: string): void {
  const ends = [ids.indexOf(fromId), ids.indexOf(toId)].toSorted((a, b) => a - b)
  const [start = 0, end = 0] = ends
  show([...useSelection.getState().selected, ...ids.slice(Math.max(start, 0), end + 1)])
}

export const selectAll = (ids: readonly string[]): void => show(ids)
export const clearSelection = (): void => show([])
