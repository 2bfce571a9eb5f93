import { useTranslation } from 'react-i18next'
import { matches } from '#shared/kit/matches.ts'
import { useSavedViews } from '../../state/saved-views.ts'

/** Saved views, as places to go to. */
export function usePaletteViews(words: string): readonly { readonly id: string; readonly name: string }[] {
  const { t } = useTranslation()
  return useSavedViews()
    .map(({ id, name }) => ({ id, name: t('palette.goTo', { name }) }))
    .filter(({ name }) => matches(words, name))
}
