import { type Accent, readAccent } from '../accent.ts'

export interface ScriptSettings {
  readonly origin: string
  readonly frameUrl: string
  readonly brandId: string
  readonly accent: Accent
}

/** What the page's `<script src="…/widget/chat.js" data-brand="…" data-accent="#…">` says. Throws where it cannot work. */
export function readScriptSettings(script: { readonly src: string; readonly dataset: DOMStringMap }): ScriptSettings {
  const frame = new URL('/widget/frame/', script.src)
  const brandId = script.dataset['brand'] ?? ''
  if (!/^[\w-]{1,36}$/.test(brandId)) throw new Error('Farline chat: the script tag needs data-brand="…"')
  return { origin: frame.origin, frameUrl: frame.href, brandId, accent: readAccent(script.dataset['accent']) }
}
