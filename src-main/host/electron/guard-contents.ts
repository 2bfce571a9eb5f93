import type { App, WebContents } from 'electron'
import { isOurs } from './app-scheme.ts'

/** Every page that this process ever shows, whoever made it: a window's, a developer tool's, one that nobody thought of. */
export function guardEveryPage(app: App): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

/** It cannot leave our pages, open others, hold a web view, choose a device, or speak past the proxy to find out addresses. */
function guardContents(contents: WebContents): void {
  const stayHere = (event: { readonly url: string; preventDefault(): void }) =>
    isOurs(event.url) || event.preventDefault()
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', stayHere)
  contents.on('will-frame-navigate', stayHere)
  contents.on('will-redirect', stayHere)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
  // Without it a page may send packets to any address, which neither the policy of pages nor the guard of requests sees.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
