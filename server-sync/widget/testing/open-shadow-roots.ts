/**
 * For `page.addInitScript(openShadowRoots)` in tests that drive a real browser: the chat's shadow root is closed, which
 * keeps a shop's own scripts out, and a test's locators too.
 */
export function openShadowRoots(): void {
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function attachOpen(this: Element, init: ShadowRootInit) {
    return attach.call(this, { ...init, mode: 'open' })
  }
}
