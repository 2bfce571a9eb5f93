/** Why a file that was chosen is not, or not wholly, on this computer. */
export type NotKeptWhy = 'unreadable' | 'no-room' | 'too-many' | 'half' | 'problem'

/** How far a file is on its way from somebody's hand to the server. `share`: of its bytes, 0 to 1. */
export type FileStep =
  /** Being handed over: this window is needed for it. */
  | { readonly at: 'keeping'; readonly share: number }
  | { readonly at: 'not-kept'; readonly why: NotKeptWhy }
  /** Flushed on this computer, whole: from here on it goes by itself. */
  | { readonly at: 'kept' }
  /** The same, while the server cannot be reached. */
  | { readonly at: 'waiting' }
  | { readonly at: 'sending'; readonly share: number }
  | { readonly at: 'there' }
  /** The server will not have it; `kind` says why. */
  | { readonly at: 'refused'; readonly kind: string }
