import { type WindowPlace, searchOfPlace } from '#shared/rpc/window-place.ts'
import type { PageToOpen } from '#shared/rpc/workstation-contract.ts'
import type { Workstation } from '../connection/workstation-context.ts'
import { keptPopUpBounds } from '../state/pop-up-bounds.ts'
import { announce } from '../ui/announcer.ts'

type Desk = Pick<Workstation, 'main' | 'agent'>

/** A window at this place, or the one that is there. In the browser host the page that asks opens it itself. */
export async function openWindow({ main, agent }: Desk, place: WindowPlace, failed: string): Promise<void> {
  try {
    const { page } = await main.windows.open({ place })
    if (page !== null && !showPage(page, agent.id, place)) announce(failed, 'assertive')
  } catch {
    announce(failed, 'assertive')
  }
}

/** By its name a browser finds a window that is there already. Says whether the browser allowed it. */
function showPage({ path, target, size }: PageToOpen, agentId: string, place: WindowPlace): boolean {
  const bounds = size === null ? null : { ...size, ...keptPopUpBounds(agentId, place.kind) }
  const features = Object.entries(bounds ?? {}).map(([name, value]) => `${name}=${value}`)
  const opened = window.open('', target, features.join(','))
  if (opened === null) return false
  // Loading anew what is there already would throw away what is being written in it.
  if (opened.location.pathname !== '/' || opened.location.search !== searchOfPlace(place)) opened.location.replace(path)
  opened.focus()
  return true
}
