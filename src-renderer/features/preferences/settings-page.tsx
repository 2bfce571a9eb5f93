import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { setPreferences } from '../../actions/preference-actions.ts'
import { useMain } from '../../connection/main-context.ts'
import { localeNames, locales } from '#shared/words/locale.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { CheckBox } from '../../ui/check-box.tsx'
import { ChoiceGroup } from '../../ui/choice-group.tsx'
import styles from './settings-page.module.css'
import { undoSeconds } from './undo-seconds.ts'
import { useLookCommands } from './use-look-commands.ts'

/** Everything that an agent can choose. Each choice holds at once, in every window. */
export function SettingsPage() {
  const { t } = useTranslation()
  const main = useMain()
  const chosen = useWorkstationState((state) => state.preferences)
  const set = (change: Partial<typeof chosen>) => void setPreferences(main, change, t('problem.preferences'))
  useLookCommands()
  return (
    <div className={styles.page}>
      <p className={styles.lead}>{t('settings.lead')}</p>
      <Section title={t('settings.look')}>
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
      </Section>
      <Section title={t('settings.writing')}>
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
      </Section>
      <Section title={t('settings.panes')}>
        <CheckBox
          checked={!chosen.viewsCollapsed}
          onChange={({ currentTarget }) => set({ viewsCollapsed: !currentTarget.checked })}
        >
          {t('settings.showViews')}
        </CheckBox>
        <CheckBox
          checked={!chosen.contextCollapsed}
          onChange={({ currentTarget }) => set({ contextCollapsed: !currentTarget.checked })}
        >
          {t('settings.showCustomer')}
        </CheckBox>
      </Section>
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <div className={styles.choices}>{children}</div>
    </section>
  )
}
