import { useEffect, useRef, useState } from 'react'
import { type Layout, type LayoutChangedMeta, usePanelRef } from 'react-resizable-panels'

type SidePane = 'views' | 'list' | 'context'
type Widths = Record<SidePane, number>

const sidePanes = ['views', 'list', 'context'] as const
const usual: Widths = { views: 200, list: 320, context: 320 }

/**
 * The widths that an agent chose, in CSS pixels, kept on this computer. The library shares the room of a pane that comes,
 * goes or is squeezed among all others; here it belongs to the conversation, and the others go back to what was chosen.
 */
export function usePaneWidths(agentId: string, openPanes: string) {
  const key = `farline.panes.${agentId}`
  const [first] = useState(() => read(key))
  const chosen = useRef(first)
  const group = useRef<HTMLDivElement>(null)
  const views = usePanelRef()
  const list = usePanelRef()
  const context = usePanelRef()
  const panels = useRef({ views, list, context })

  useEffect(() => {
    const element = group.current
    if (!element) return undefined
    const restore = () => {
      for (const pane of sidePanes) panels.current[pane].current?.resize(chosen.current[pane])
    }
    // Also called once at the beginning, when the library has measured what is open now.
    const observer = new ResizeObserver(restore)
    observer.observe(element)
    return () => observer.disconnect()
  }, [openPanes])

  const onLayoutChanged = (_layout: Layout, { isUserInteraction }: LayoutChangedMeta) => {
    if (!isUserInteraction) return
    for (const pane of sidePanes) {
      const panel = panels.current[pane].current
      if (panel) chosen.current = { ...chosen.current, [pane]: Math.round(panel.getSize().inPixels) }
    }
    localStorage.setItem(key, JSON.stringify(chosen.current))
  }

  return { first, group, panels: { views, list, context }, onLayoutChanged }
}

function read(key: string): Widths {
  const kept = localStorage.getItem(key)
  if (kept === null) return usual
  const { views, list, context } = { ...usual, ...(JSON.parse(kept) as Partial<Widths>) }
  return { views, list, context }
}
