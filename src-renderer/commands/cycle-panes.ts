/** Puts the focus into the next pane on screen: at its entry point (the row, the text field), else its first control. */
export function cyclePanes(root: ParentNode, active: Element | null, step: 1 | -1): void {
  const panes = [...root.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.offsetParent !== null)
  if (panes.length === 0) return
  const present = panes.findIndex((pane) => pane === active?.closest('[data-pane]'))
  const start = present < 0 ? (step === 1 ? -1 : 0) : present
  const pane = panes[(start + step + panes.length) % panes.length]
  const entry =
    pane?.querySelector<HTMLElement>('[data-pane-entry]') ??
    pane?.querySelector<HTMLElement>('button:not([disabled]), a[href], input, textarea, [tabindex="0"]')
  ;(entry ?? pane)?.focus()
}
