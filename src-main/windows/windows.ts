import type { WindowPlace } from '#shared/rpc/window-place.ts'
import type { PageToOpen } from '#shared/rpc/workstation-contract.ts'

/** Windows as everybody in main asks for them, whatever the host. */
export interface Windows {
  /**
   * Opens a window at this place, or brings the one forward that shows it already. Resolves when its page is loaded.
   * @returns in the browser host, what the page that asked has to open itself; elsewhere null
   */
  open(place: WindowPlace): Promise<PageToOpen | null>
  /** The window on top comes forward; where there is none, a main window opens. */
  bringForward(): void
}
