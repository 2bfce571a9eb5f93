import { Settings, SlidersHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Preferences } from '#shared/rpc/workstation-contract.ts'
import { setPreferences } from '../../actions/preference-actions.ts'
import { runCommand } from '../../commands/registry.ts'
import { keysOf, useCommandName } from '../../commands/use-command-name.ts'
import { useMain } from '../../connection/main-context.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuAction, MenuChoice } from '../../ui/menu.tsx'
import { AppearanceChoices } from './appearance-choices.tsx'
import { undoSeconds } from './undo-seconds.ts'
import { useLookCommands } from './use-look-commands.ts'

/** How this agent likes it: seen at once, kept by main, the same in every window. */
export function PreferencesMenu() {
  const { t } = useTranslation()
  const main = useMain()
  const { density, enterSends, undoSendSeconds } = useWorkstationState((state) => state.preferences)
  const set = (change: Partial<Preferences>) => void setPreferences(main, change, t('problem.preferences'))
  const nameOf = useCommandName()
  useLookCommands()
  return (
    <Menu
      label={t('preferences.label')}
      trigger={
        <IconButton label={t('preferences.label')}>
          <SlidersHorizontal size={16} strokeWidth={1.75} />
        </IconButton>
      }
    >
      <AppearanceChoices />
      <MenuChoice
        name="density"
        title={t('preferences.density.title')}
        choices={(['comfortable', 'cosy', 'compact'] as const).map((id) => ({
          id,
          name: t(`preferences.density.${id}`),
        }))}
        chosen={density}
        onChoose={(choice) => set({ density: choice })}
      />
      <MenuChoice
        name="enter"
        title={t('preferences.enter.title')}
        choices={(['breaks', 'sends'] as const).map((id) => ({ id, name: t(`preferences.enter.${id}`) }))}
        chosen={enterSends ? 'sends' : 'breaks'}
        onChoose={(choice) => set({ enterSends: choice === 'sends' })}
      />
      <MenuChoice
        name="undo"
        title={t('preferences.undo.title')}
        choices={(['0', '5', '10'] as const).map((id) => ({ id, name: t(`preferences.undo.${id}`) }))}
        chosen={`${undoSendSeconds}`}
        onChoose={(choice) => set({ undoSendSeconds: undoSeconds[choice] })}
      />
      <MenuAction
        id="settings"
        icon={<Settings size={14} aria-hidden="true" />}
        name={nameOf('window.settings')}
        detail={keysOf('window.settings')}
        onAction={() => runCommand('window.settings')}
      />
    </Menu>
  )
}
