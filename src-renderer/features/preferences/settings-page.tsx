import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { setPreferences } from '../../actions/preference-actions.ts'
import { useMain } from '../../connection/main-context.ts'
import { localeNames, locales } from '#shared/words/locale.ts'
import { SettingsSection } from '../../parts/settings-section.tsx'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { ChoiceGroup } from '../../ui/choice-group.tsx'
import styles from './settings-page.module.css'
import { undoSeconds } from './undo-seconds.ts'
import { useLookCommands } from './use-look-commands.ts'

/**
 * Everything that an agent can choose. Each choice holds at once, in every window.
 * @param children what this computer does beyond its windows
 */
export function SettingsPage({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const main = useMain()
  const chosen = useWorkstationState((state) => state.preferences)
  const set = (change: Partial<typeof chosen>) => void setPreferences(main, change, t('problem.preferences'))
  useLookCommands()
  return (
    <div className={styles.page}>
      <p className={styles.lead}>{t('settings.lead')}</p>
      <SettingsSection title={t('settings.look')}>
        <ChoiceGroup
          label={t('preferences.theme.title')}
          choices={(['system', 'light', 'dark'] as const).map((id) => ({ id, name: t(`preferences.theme.${id}`) }))}
          chosen={chosen.theme}
          onChoose={(theme) => set({ theme })}
        />
        <ChoiceGroup
          label={t('preferences.language.title')}
          choices={[
            { id: 'system', name: t('preferences.language.system') },
            ...locales.map((id) => ({ id, name: localeNames[id], lang: id })),
          ]}
          chosen={chosen.language}
          onChoose={(language) => set({ language })}
        />
        <ChoiceGroup
          label={t('preferences.density.title')}
          choices={(['comfortable', 'cosy', 'compact'] as const).map((id) => ({
            id,
            name: t(`preferences.density.${id}`),
          }))}
          chosen={chosen.density}
          onChoose={(density) => set({ density })}
        />
      </SettingsSection>
      <SettingsSection title={t('settings.writing')}>
        <ChoiceGroup
          label={t('preferences.enter.title')}
          choices={(['breaks', 'sends'] as const).map((id) => ({ id, name: t(`preferences.enter.${id}`) }))}
          chosen={chosen.enterSends ? 'sends' : 'breaks'}
          onChoose={(choice) => set({ enterSends: choice === 'sends' })}
        />
        <ChoiceGroup
          label={t('preferences.undo.title')}
          choices={(['0', '5', '10'] as const).map((id) => ({ id, name: t(`preferences.undo.${id}`) }))}
          chosen={`${chosen.undoSendSeconds}`}
          onChoose={(choice) => set({ undoSendSeconds: undoSeconds[choice] })}
        />
      </SettingsSection>
      <SettingsSection title={t('settings.panes')}>
        <Checkbox isSelected={!chosen.viewsCollapsed} onChange={(isShown) => set({ viewsCollapsed: !isShown })}>
          {t('settings.showViews')}
        </Checkbox>
        <Checkbox isSelected={!chosen.contextCollapsed} onChange={(isShown) => set({ contextCollapsed: !isShown })}>
          {t('settings.showCustomer')}
        </Checkbox>
      </SettingsSection>
      {children}
    </div>
  )
}
