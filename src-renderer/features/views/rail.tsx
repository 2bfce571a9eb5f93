import { Inbox, Keyboard, PanelsTopLeft, Settings } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isCommandAvailable, runCommand, useCommandHandlers } from '../../commands/registry.ts'
import { keysOf, useCommandName } from '../../commands/use-command-name.ts'
import { goToView } from '../../state/navigation.ts'
import { showOverlay } from '../../state/overlays.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './rail.module.css'

/** The places of the workstation. Only those that work stand here. */
export function Rail({ areViewsInline }: { areViewsInline: boolean }) {
  const { t } = useTranslation()
  const nameOf = useCommandName()
  useCommandHandlers()
  return (
    <nav className={styles.rail} aria-label={t('rail.label')}>
      <IconButton
        label={t('rail.inbox')}
        size="large"
        isActive
        onPress={() => (areViewsInline ? goToView('open') : showOverlay('views'))}
      >
        <Inbox size={20} strokeWidth={1.75} />
      </IconButton>
      <span className={styles.space} />
      <IconButton
        label={nameOf('window.new')}
        keys={keysOf('window.new')}
        size="large"
        isDisabled={!isCommandAvailable('window.new')}
        onPress={() => runCommand('window.new')}
      >
        <PanelsTopLeft size={18} strokeWidth={1.75} />
      </IconButton>
      <IconButton
        label={nameOf('window.settings')}
        keys={keysOf('window.settings')}
        size="large"
        isDisabled={!isCommandAvailable('window.settings')}
        onPress={() => runCommand('window.settings')}
      >
        <Settings size={18} strokeWidth={1.75} />
      </IconButton>
      <IconButton
        label={nameOf('help.open')}
        keys={keysOf('help.open')}
        size="large"
        onPress={() => showOverlay('help')}
      >
        <Keyboard size={18} strokeWidth={1.75} />
      </IconButton>
    </nav>
  )
}
