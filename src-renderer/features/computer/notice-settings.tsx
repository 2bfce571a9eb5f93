import { useTranslation } from 'react-i18next'
import { hostKind } from '../../connection/host-kind.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { SelectInput } from '../../ui/select-input.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { minutesOfDay, timeOfDay } from './minutes-of-day.ts'
import { PagePermission } from './page-permission.tsx'
import { SettingsSection } from '../../parts/settings-section.tsx'
import styles from './setting.module.css'
import { useSetPreference } from './use-set-preference.ts'

const contents = ['none', 'name', 'text'] as const

/** When notifications come, and what they say. */
export function NoticeSettings() {
  const { t } = useTranslation()
  const set = useSetPreference()
  const { notifications, notificationContent, quietHours } = useWorkstationState((state) => state.preferences)
  const setQuiet = (change: Partial<typeof quietHours>) => set({ quietHours: { ...quietHours, ...change } })
  const setTime = (name: 'from' | 'to', text: string) => {
    const minutes = minutesOfDay(text)
    if (minutes !== null) setQuiet({ [name]: minutes })
  }
  return (
    <SettingsSection title={t('computer.notices.title')}>
      <Checkbox isSelected={notifications} onChange={(isOn) => set({ notifications: isOn })}>
        {t('computer.notices.on')}
      </Checkbox>
      <p className={styles.muted}>{t('computer.notices.locked')}</p>
      {hostKind() === 'browser' ? <PagePermission /> : null}
      <SelectInput
        label={t('computer.notices.content')}
        value={notificationContent}
        onChange={({ target }) => {
          const content = contents.find((known) => known === target.value)
          if (content) set({ notificationContent: content })
        }}
      >
        {contents.map((content) => (
          <option key={content} value={content}>
            {t(`computer.notices.${content}`)}
          </option>
        ))}
      </SelectInput>
      <Checkbox isSelected={quietHours.isOn} onChange={(isOn) => setQuiet({ isOn })}>
        {t('computer.notices.quiet')}
      </Checkbox>
      {quietHours.isOn ? (
        <div className={styles.buttons}>
          {(['from', 'to'] as const).map((name) => (
            <TextInput
              key={name}
              type="time"
              label={t(`computer.notices.${name}`)}
              defaultValue={timeOfDay(quietHours[name])}
              onChange={({ target }) => setTime(name, target.value)}
            />
          ))}
        </div>
      ) : null}
    </SettingsSection>
  )
}
