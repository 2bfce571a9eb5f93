import type { Session } from 'electron'
import { appOrigin } from './app-scheme.ts'

/**
 * Chromium fetches a dictionary from the network for each language of the computer, for every session, by itself. So nothing is
 * checked until spelling.ts has laid dictionaries of our own; and if it asked all the same, it would be asked of us.
 */
export function keepSpellingAtHome(session: Session): void {
  session.setSpellCheckerDictionaryDownloadURL(`${appOrigin}/dictionaries/`)
  session.setSpellCheckerEnabled(false)
}
