/**
 * The key belongs to an input method: Enter takes its suggestion and Escape drops it, and neither must send or close.
 * Safari reports the Enter that ends a composition only by its old code 229.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}
