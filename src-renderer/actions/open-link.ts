import type { MainClient } from '../connection/clients.ts'
import { hostKind } from '../connection/host-kind.ts'

/** Only the encrypted web is opened; another address a person may copy. */
export const isOpenable = (address: string): boolean => URL.parse(address)?.protocol === 'https:'

/** Opens a page of the web outside of Farline, for whoever just pressed the button. False: it was refused. */
export async function openLink(main: MainClient, address: string): Promise<boolean> {
  if (!isOpenable(address)) return false
  if (hostKind() === 'browser') {
    window.open(address, '_blank', 'noopener,noreferrer')
    return true
  }
  return main.links.open({ address }).then(
    () => true,
    () => false,
  )
}
