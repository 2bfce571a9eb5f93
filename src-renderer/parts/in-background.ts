/** For what a press starts and nobody waits for: a failure that was not expected is reported, not lost. */
export function inBackground(action: () => Promise<unknown>): () => void {
  return () => {
    action().catch(reportError)
  }
}
