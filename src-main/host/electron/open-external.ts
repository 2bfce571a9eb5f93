import { shell } from 'electron'
import { externalAddress } from '../../links/external-address.ts'
import type { PersonInput } from './person-input.ts'

/**
 * The only place that hands anything to the system to open; a lint rule sends everybody here. A page asks for it, so it
 * happens only right after a person clicked or pressed a key in a window of ours: a page cannot do that by itself.
 * @returns whether it was handed over
 */
export async function openExternal(given: string, person: PersonInput): Promise<boolean> {
  const address = externalAddress(given)
  if (address === undefined || !person.hasJustActed()) return false
  await shell.openExternal(address)
  return true
}
