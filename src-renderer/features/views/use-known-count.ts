import { useIsFilling } from '../../state/workstation-state.ts'

/** While rows still arrive, that there is nothing is not known: such a count is not shown. */
export function useKnownCount() {
  const isFilling = useIsFilling()
  return (count: number | undefined) => (count === 0 && isFilling ? undefined : count)
}
