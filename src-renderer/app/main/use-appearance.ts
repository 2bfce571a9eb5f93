import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { directionOf, resolveLocale } from '#shared/words/locale.ts'
import { loadEastAsianFontsFor } from '../../ui/east-asian-fonts.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'

/** Puts theme, language and direction where every style and every screen reader looks for them: on the page itself. */
export function useAppearance(isPaper: boolean, isDoor: boolean): void {
  const { i18n } = useTranslation()
  const { theme: chosen, language } = useWorkstationState((state) => state.preferences)
  // Paper is white.
  const theme = isPaper ? 'light' : chosen
  // Before anything is painted: nothing is seen in the wrong colours, or the wrong way round.
  useLayoutEffect(() => {
    if (theme === 'system') document.documentElement.removeAttribute('data-theme')
    else document.documentElement.dataset.theme = theme
  }, [theme])
  useLayoutEffect(() => {
    const locale = resolveLocale(language, navigator.languages)
    document.documentElement.lang = locale
    document.documentElement.dir = directionOf(locale)
    i18n.changeLanguage(locale).catch(reportError)
    loadEastAsianFontsFor(locale, !isDoor).catch(reportError)
  }, [language, i18n, isDoor])
}
