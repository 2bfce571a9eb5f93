import type { Session } from 'electron'
import type { Log } from '../../log/create-log.ts'
import { type Dictionary, dictionariesFor, layDictionary } from './dictionaries.ts'

interface SpellingParts {
  /** Where the build has put them. */
  readonly dictionariesDir: string
  readonly userData: string
  /** What the agent reads and writes, the most wanted first. */
  languages(): readonly string[]
  readonly diagnostics: Log
}

export interface Spelling {
  /**
   * Lays the dictionaries. Before their session is made: Chromium looks for them at that moment, and not again.
   * @returns what has the spelling of its pages checked, by what lies on this computer alone
   */
  lay(): Promise<(session: Session) => void>
}

export function createSpelling({ dictionariesDir, userData, languages, diagnostics }: SpellingParts): Spelling {
  async function laid(): Promise<readonly Dictionary[]> {
    const wanted = dictionariesFor(languages())
    const isLaid = await Promise.all(wanted.map((one) => layDictionary(one, dictionariesDir, userData)))
    return wanted.filter((_, index) => isLaid[index])
  }

  return {
    async lay() {
      // macOS has its own, which chooses by what is written.
      if (process.platform === 'darwin') return (session) => session.setSpellCheckerEnabled(true)
      const codes = (await laid()).map(({ code }) => code)
      return (session) => {
        if (codes.length === 0) return
        // It begins only where it did not find what was laid there: another Chromium, with other names.
        session.on('spellcheck-dictionary-download-begin', (_event, language) =>
          diagnostics.warn({ event: 'dictionary-not-found', language }),
        )
        session.setSpellCheckerLanguages(codes)
        session.setSpellCheckerEnabled(true)
      }
    },
  }
}
