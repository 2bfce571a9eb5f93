/** Windows that are covered up draw nothing: those who wait for them wait no longer than this. */
const atLatestMs = 1_000

/** Runs it once what has just been rendered can be seen, unless the returned function is called before. */
export function afterPainting(run: () => void): () => void {
  let frame = 0
  let timer = 0
  const cancel = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  const now = () => {
    cancel()
    run()
  }
  // The second frame begins when the first one has been drawn.
  frame = requestAnimationFrame(() => (frame = requestAnimationFrame(now)))
  timer = window.setTimeout(now, atLatestMs)
  return cancel
}
