import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectInput } from '../../../../src-renderer/ui/select-input.tsx'
import { type Locale, chooseLocale, locales } from '../start-words.ts'
import { type Theme, chosenTheme, showTheme, themes } from '../theme.ts'
import styles from './appearance.module.css'

/** Language and theme: whoever looks for their language need not know the present one. */
export function Appearance() {
  const { t, i18n } = useTranslation()
  const [theme, setTheme] = useState<Theme>(chosenTheme)
  return (
    <div className={styles.row}>
      <SelectInput
        isQuiet
        label={t('appearance.language')}
        value={i18n.language}
        onChange={(event) => void chooseLocale(event.target.value as Locale)}
      >
        {Object.entries(locales).map(([locale, name]) => (
          <option key={locale} value={locale} lang={locale}>
            {name}
          </option>
        ))}
      </SelectInput>
      <SelectInput
        isQuiet
        label={t('appearance.theme')}
        value={theme}
        onChange={(event) => {
          const chosen = event.target.value as Theme
          setTheme(chosen)
          showTheme(chosen)
        }}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {t(`appearance.${name}`)}
          </option>
        ))}
      </SelectInput>
    </div>
  )
}
