import { type WindowKind, type WindowPlace, searchOfPlace } from '#shared/rpc/window-place.ts'
import type { PageToOpen } from '#shared/rpc/workstation-contract.ts'
import { windowKinds } from './window-kinds.ts'

/** What is small enough to lie beside something else; the rest are tabs, as a browser's person expects. */
const smallOnes: readonly WindowKind[] = ['conversation', 'softphone']

/** How a page of the browser host opens a window. A target that is open already comes forward, except another main one. */
export function browserPage(place: WindowPlace): PageToOpen {
  const { width, height, isMany } = windowKinds[place.kind]
  const name = place.kind === 'conversation' ? `conversation-${place.conversationId}` : place.kind
  return {
    path: `/${searchOfPlace(place)}`,
    target: isMany ? '_blank' : `farline-${name}`,
    size: smallOnes.includes(place.kind) ? { width, height } : null,
  }
}
