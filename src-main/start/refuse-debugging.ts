import { StartRefused } from './start-refused.ts'

/** Each would let another program of this computer read every window, or take away what keeps pages in their place. */
const refused = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'disable-web-security',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'no-sandbox',
  'disable-setuid-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-site-isolation-trials',
  'load-extension',
  'js-flags',
]

/**
 * What is installed at agents' computers cannot be looked into from outside. Node's own ways (`--inspect`, `NODE_OPTIONS`,
 * running as Node) are closed in the program file itself: tools/package/fuses.ts.
 */
export function refuseDebugging(isPackaged: boolean, hasSwitch: (name: string) => boolean): void {
  const found = isPackaged ? refused.find(hasSwitch) : undefined
  if (found === undefined) return
  throw new StartRefused('workstation/debugging-refused', `Farline does not start with --${found}: leave it out.`)
}
