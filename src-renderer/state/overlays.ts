import { create } from 'zustand'

type Overlay = 'palette' | 'help' | 'views' | 'context' | 'account'

/** At most one thing lies over the window. */
export const useOverlays = create<{ open: Overlay | null }>(() => ({ open: null }))

export const showOverlay = (open: Overlay) => useOverlays.setState({ open })
export const closeOverlay = () => useOverlays.setState({ open: null })
