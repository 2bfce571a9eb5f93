export type Cancel = () => void

/** Runs once, `delayMs` from now, unless cancelled. Injected, so that tests turn the hands themselves. */
export type After = (delayMs: number, run: () => void) => Cancel
