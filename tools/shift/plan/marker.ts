/** Who says it: the customer of a conversation, or one of the desks by number. */
export type Speaker = 'customer' | number

/** Names a message in the text itself, so that it is known again wherever the text comes out. */
export function markerOf(conversation: number, speaker: Speaker, nth: number): string {
  return `${conversation}.${speaker === 'customer' ? 'c' : `a${speaker}`}.${nth}`
}

export const withMarker = (text: string, run: string, marker: string): string => `${text} ⟦${run}:${marker}⟧`

/** The marker of this run's message in a text, if there is one. */
export function findMarker(text: string, run: string): string | undefined {
  const [, foundRun, marker] = /⟦([^⟦:]+):([^⟦]+)⟧$/.exec(text) ?? []
  return foundRun === run ? marker : undefined
}

export function conversationOf(marker: string): number {
  return Number(marker.split('.')[0])
}
