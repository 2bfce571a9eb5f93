/** Which conversation a page puts on paper, by its address; null where it is a window like any other. */
export interface PaperPlace {
  readonly paperId: string
  readonly conversationId: string
  readonly withNotes: boolean
}

export function paperOf(search: string): PaperPlace | null {
  const given = new URLSearchParams(search)
  const paperId = given.get('paper')
  const conversationId = given.get('conversation')
  if (paperId === null || conversationId === null) return null
  return { paperId, conversationId, withNotes: given.get('notes') === '1' }
}
