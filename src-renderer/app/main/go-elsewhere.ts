import { useWorkstationState } from '../../state/workstation-state.ts'

/**
 * This workstation was opened in another browser profile. The page that says so knows nothing of the desk: once all
 * windows of this profile show it, its worker ends, with all that it held.
 */
export function goElsewhere(): void {
  const { theme, language } = useWorkstationState.getState().preferences
  const address = new URL('/elsewhere.html', location.href)
  address.search = location.search
  address.searchParams.set('theme', theme)
  address.searchParams.set('language', language)
  location.replace(address)
}
