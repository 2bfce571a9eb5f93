import type { Session } from 'electron'
import { appOrigin, appScheme, isOurs } from './app-scheme.ts'

/** Every session, the default one too, which no window uses: what is not guarded is what somebody will find. */
export function guardSession(session: Session, developmentSocket?: string): void {
  denyPermissions(session)
  keepRequestsHere(session, developmentSocket)
  // Chromium would fetch dictionaries from its maker. No network knows this address, so it fetches nothing.
  session.setSpellCheckerDictionaryDownloadURL(`${appOrigin}/dictionaries/`)
}

/**
 * Camera, microphone, notifications, screen, files, devices: all no, until the feature that needs one asks for it here.
 * Our own pages may copy a text that a person asked them to.
 */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(permission === copying && isMainFrame && isOurs(requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) => permission === copying && isMainFrame && isOurs(`${origin}/`),
  )
  session.setDevicePermissionHandler(() => false)
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  // None: a page that asks for the screen is told that there is no such thing.
  session.setDisplayMediaRequestHandler(null)
}

const copying = 'clipboard-sanitized-write'

/** Nothing goes out from a page. Main alone speaks with the server, on a wire of its own. */
function keepRequestsHere(session: Session, developmentSocket: string | undefined): void {
  const isAllowed = (url: string) =>
    staysHere(url) || (developmentSocket !== undefined && url.startsWith(`${developmentSocket}/`))
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowed(url) }))
}

/** What a page made itself (`data:`, `blob:`) stays in its process. Developer tools are pages of Chromium's own. */
function staysHere(url: string): boolean {
  return isOurs(url) || url.startsWith(`blob:${appScheme}:`) || /^(data|devtools):/.test(url)
}
