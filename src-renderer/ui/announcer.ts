import { create } from 'zustand'

type Politeness = 'polite' | 'assertive'

interface Announcements {
  polite: { text: string; turn: number }
  assertive: { text: string; turn: number }
}

export const useAnnouncements = create<Announcements>(() => ({
  polite: { text: '', turn: 0 },
  assertive: { text: '', turn: 0 },
}))

/** Says something to those who listen. `turn` makes the same words said twice be heard twice. */
export function announce(text: string, politeness: Politeness = 'polite'): void {
  useAnnouncements.setState((now) => ({ [politeness]: { text, turn: now[politeness].turn + 1 } }))
}
