import type { Accent } from '../accent.ts'
import css from './loader.css?inline'

/** Constructed sheets are no inline styles: a page's strict policy lets them pass. */
export function adoptStyles(root: ShadowRoot, accent: Accent): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`${css}:host{--accent:${accent.colour};--on-accent:${accent.onColour}}`)
  root.adoptedStyleSheets = [sheet]
}
