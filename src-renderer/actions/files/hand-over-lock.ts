const lockOf = (fileId: string) => `farline/hand-over/${fileId}`

/**
 * For as long as `work` runs, every window of this desk can tell that this one hands a file over. The browser ends it with the
 * window, however that goes.
 */
export async function whileHandingOver<Result>(fileId: string, work: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request(lockOf(fileId), work)
}

/** Resolves once no window hands it over (any more). Rejects when `signal` aborts. */
export async function untilNobodyHandsOver(fileId: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(lockOf(fileId), { mode: 'shared', signal }, () => undefined)
}
