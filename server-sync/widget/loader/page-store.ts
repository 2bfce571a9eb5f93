/** What the chat keeps in the shop's own storage: that somebody wrote here, and a token where its frame can keep none. */
export interface PageStore {
  get(name: string): string
  set(name: string, value: string): void
}

export function createPageStore(prefix: string): PageStore {
  return {
    get(name) {
      try {
        return localStorage.getItem(prefix + name) ?? ''
      } catch {
        // A sandboxed page, or storage that is switched off: asking throws.
        return ''
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(prefix + name, value)
      } catch {
        // Then the visitor begins anew at their next visit.
      }
    },
  }
}
