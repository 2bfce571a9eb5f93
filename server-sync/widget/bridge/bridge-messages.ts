/**
 * What the page's script and the frame tell each other through their own port. The page is a stranger's, and the frame may
 * have been built later than the script that a page's cache holds: each side looks at what it is told.
 */
export type ToFrame =
  | {
      readonly told: 'start'
      readonly brandId: string
      readonly accent: string
      /** Of the page, then of the browser, best first. */
      readonly languages: readonly string[]
      /** Of an earlier visit, where the browser leaves the frame no storage of its own. */
      readonly keptToken: string
    }
  /** The panel was opened or closed. */
  | { readonly told: 'shown'; readonly isOpen: boolean }
  /** What the shop says of its visitor and of what they look at; checked by the frame, and by the server for good. */
  | { readonly told: 'identify'; readonly identity: unknown }
  | { readonly told: 'context'; readonly context: unknown }

export type ToPage =
  /** For the button in the corner, in the visitor's language. `announcement` is read aloud while the panel is closed. */
  | { readonly told: 'face'; readonly unread: number; readonly label: string; readonly announcement: string }
  | { readonly told: 'close' }
  /** Somebody wrote here: at their next visit the frame is there before they open it. */
  | { readonly told: 'wrote' }
  /** Keep this: the browser leaves the frame no storage. */
  | { readonly told: 'keep'; readonly token: string }
