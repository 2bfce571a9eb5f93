import { useAnnouncements } from './announcer.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

/** The only two live regions of a window. `data-live-announcer` keeps react-aria from hiding them behind a dialog. */
export function LiveRegions() {
  const { polite, assertive } = useAnnouncements()
  return (
    <VisuallyHidden>
      <span role="status" data-live-announcer="true">
        <span key={polite.turn}>{polite.text}</span>
      </span>
      <span role="alert" data-live-announcer="true">
        <span key={assertive.turn}>{assertive.text}</span>
      </span>
    </VisuallyHidden>
  )
}
