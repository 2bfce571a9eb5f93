import type { PaperWish, Saved } from '#shared/rpc/os-contract.ts'

/** `savedAs`: the name of the file; null where it was printed, or a person called it off. */
export type Printed = { readonly ok: true; readonly savedAs: string | null } | { readonly ok: false }

/** Makes paper of a page: the host's own, where it has one. */
export interface PaperPress {
  /** Opens the page of this paper where nobody sees it, and prints it once `isReady` resolves. */
  print(path: string, as: PaperWish['as'], isReady: Promise<void>, name: string): Promise<Printed>
}

export interface Papers {
  /** `path`: the page that prints itself. */
  make(
    wish: PaperWish,
  ): Promise<{ readonly ok: false } | (Printed & { readonly ok: true; readonly path: string | null })>
  /** Its page shows all of it. */
  ready(paperId: string): void
}

interface PapersParts {
  /** Null: the page prints itself. */
  readonly press: PaperPress | null
  newId(): string
  onSaved(saved: Saved): void
}

/** A conversation on paper: its page is shown apart, all of it, and tells when it is. */
export function createPapers({ press, newId, onSaved }: PapersParts): Papers {
  const waiting = new Map<string, () => void>()
  return {
    async make({ conversationId, withNotes, as }) {
      const paperId = newId()
      const search = new URLSearchParams({ paper: paperId, conversation: conversationId })
      if (withNotes) search.set('notes', '1')
      const path = `/?${search.toString()}`
      if (!press) return { ok: true, path, savedAs: null }
      const isReady = new Promise<void>((resolve) => waiting.set(paperId, resolve))
      try {
        const printed = await press.print(path, as, isReady, `conversation-${conversationId}.pdf`)
        if (printed.ok && printed.savedAs !== null) onSaved({ name: printed.savedAs, state: 'saved' })
        return printed.ok ? { ...printed, path: null } : printed
      } finally {
        waiting.delete(paperId)
      }
    },
    ready: (paperId) => waiting.get(paperId)?.(),
  }
}
