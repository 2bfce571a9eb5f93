import { Languages } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { AppearanceChoices } from './appearance-choices.tsx'

/** At the door: language and theme, for whoever cannot read or see the present ones. */
export function AppearanceMenu() {
  const { t } = useTranslation()
  return (
    <Menu
      label={t('preferences.label')}
      trigger={
        <IconButton label={t('preferences.label')}>
          <Languages size={16} strokeWidth={1.75} />
        </IconButton>
      }
    >
      <AppearanceChoices />
    </Menu>
  )
}
