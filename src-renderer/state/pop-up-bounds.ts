import type { WindowKind } from '#shared/rpc/window-place.ts'

/** As `window.open` takes them: the size of the page itself, the place of the window around it. */
interface PopUpBounds {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
}

const keyOf = (agentId: string, kind: WindowKind) => `farline.pop-up.${agentId}.${kind}`

/** Where this agent's last window of a kind stood, in a browser that leaves it to its pages. */
export function keptPopUpBounds(agentId: string, kind: WindowKind): PopUpBounds | null {
  const kept = localStorage.getItem(keyOf(agentId, kind))
  if (kept === null) return null
  const { width, height, left, top } = JSON.parse(kept) as PopUpBounds
  return { width, height, left, top }
}

/** Keeps it whenever it changes and when the window goes; a window with a browser's own bars belongs to the browser. */
export function keepPopUpBounds(agentId: string, kind: WindowKind): () => void {
  if (window.menubar.visible) return () => undefined
  const keep = () => {
    const bounds: PopUpBounds = { width: innerWidth, height: innerHeight, left: screenX, top: screenY }
    localStorage.setItem(keyOf(agentId, kind), JSON.stringify(bounds))
  }
  window.addEventListener('resize', keep)
  window.addEventListener('pagehide', keep)
  return () => {
    window.removeEventListener('resize', keep)
    window.removeEventListener('pagehide', keep)
  }
}
