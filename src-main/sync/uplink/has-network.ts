import { networkInterfaces } from 'node:os'

/** Whether this computer could reach the server at all: tells "you are offline" from "the server does not answer". */
export function hasNetworkTo(serverUrl: string): boolean {
  if (!URL.canParse(serverUrl)) return false
  if (/^(localhost|127\.|\[::1\])/.test(new URL(serverUrl).hostname)) return true
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some((address) => !address.internal))
}
