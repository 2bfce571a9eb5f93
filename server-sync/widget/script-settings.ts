import { type Accent, readAccent } from './accent.ts'

export interface ScriptSettings {
  readonly origin: string
  readonly socketUrl: string
  readonly brandId: string
  readonly accent: Accent
}

/** What the page's `<script src="…/widget/chat.js" data-brand="…" data-accent="#…">` says. Throws where it cannot work. */
export function readScriptSettings(script: { readonly src: string; readonly dataset: DOMStringMap }): ScriptSettings {
  const socketUrl = new URL('/chat', script.src)
  const { origin } = socketUrl
  socketUrl.protocol = socketUrl.protocol === 'http:' ? 'ws:' : 'wss:'
  const brandId = script.dataset['brand'] ?? ''
  if (!/^[\w-]{1,36}$/.test(brandId)) throw new Error('Farline chat: the script tag needs data-brand="…"')
  return { origin, socketUrl: socketUrl.href, brandId, accent: readAccent(script.dataset['accent']) }
}
