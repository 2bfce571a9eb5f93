import { useTranslation } from 'react-i18next'
import { setPreferences } from '../../actions/preference-actions.ts'
import { useMain } from '../../connection/main-context.ts'
import { localeNames, locales } from '#shared/words/locale.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { MenuChoice } from '../../ui/menu.tsx'

/** What anybody may want to change before they can read anything else. */
export function AppearanceChoices() {
  const { t } = useTranslation()
  const main = useMain()
  const { theme, language } = useWorkstationState((state) => state.preferences)
  return (
    <>
      <MenuChoice
        name="theme"
        title={t('preferences.theme.title')}
        choices={(['system', 'light', 'dark'] as const).map((id) => ({ id, name: t(`preferences.theme.${id}`) }))}
        chosen={theme}
        onChoose={(choice) => void setPreferences(main, { theme: choice }, t('problem.preferences'))}
      />
      <MenuChoice
        name="language"
        title={t('preferences.language.title')}
        choices={[
          { id: 'system', name: t('preferences.language.system') },
          ...locales.map((id) => ({ id, name: localeNames[id], lang: id })),
        ]}
        chosen={language}
        onChoose={(choice) => void setPreferences(main, { language: choice }, t('problem.preferences'))}
      />
    </>
  )
}
