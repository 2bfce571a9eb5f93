import { useTranslation } from 'react-i18next'
import { useFormats } from '../../i18n/use-formats.ts'
import { matches } from '#shared/kit/matches.ts'
import { useNow } from '../../state/now.ts'
import { useDoingWords } from '../../parts/use-doing-words.ts'
import { useDoings } from '../../parts/use-doings.ts'

const most = 6

/** What can be taken back, also from before a restart, as the palette shows it. */
export function usePaletteDoings(words: string) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const now = useNow()
  const wordsOf = useDoingWords()
  return useDoings()
    .map((doing) => ({
      doing,
      name: t('doing.takeBack', { what: wordsOf(doing) }),
      when: time.ago(doing.doneAt, now),
    }))
    .filter(({ name }) => matches(words, name))
    .slice(0, most)
}
