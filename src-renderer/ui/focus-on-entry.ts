/**
 * As a `ref`: the focus goes there when it appears. For the first thing to do on a page or in a dialog that somebody has just
 * asked for, and for nothing that appears by itself.
 */
export const focusOnEntry = (element: HTMLElement | null): void => element?.focus()
