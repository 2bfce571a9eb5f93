/** These functions run in pages. Instants are milliseconds since the epoch: pages and whoever measures share a clock. */

export interface Painted {
  /** When the page began to load. */
  readonly begunAt: number
  readonly firstPaintAt: number
  /** When what was waited for was painted. */
  readonly at: number
}

/** Resolves when an element like this is there and painted. */
export async function paintedElement(selector: string): Promise<Painted> {
  const isThere = () => document.querySelector(selector) !== null
  if (!isThere()) {
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return
        observer.disconnect()
        resolve()
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true })
    })
  }
  await new Promise((resolve) => requestAnimationFrame(resolve))
  const { port1, port2 } = new MessageChannel()
  const after = new Promise((resolve) => (port1.onmessage = resolve))
  port2.postMessage(null)
  await after
  const at = performance.timeOrigin + performance.now()
  const paint = performance.getEntriesByName('first-paint')[0]?.startTime ?? performance.now()
  return { begunAt: performance.timeOrigin, firstPaintAt: performance.timeOrigin + paint, at }
}

/** Resolves when the focus stands on an element like this one and that is painted. */
export async function paintedFocus(selector: string): Promise<number> {
  const isThere = () => document.activeElement?.matches(selector) ?? false
  while (!isThere()) await new Promise((resolve) => requestAnimationFrame(resolve))
  await new Promise((resolve) => requestAnimationFrame(resolve))
  const { port1, port2 } = new MessageChannel()
  const after = new Promise((resolve) => (port1.onmessage = resolve))
  port2.postMessage(null)
  await after
  return performance.timeOrigin + performance.now()
}
