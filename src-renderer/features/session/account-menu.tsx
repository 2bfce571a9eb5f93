import { LockKeyhole, LogOut, PanelsTopLeft, Settings, UserRoundCog } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { runCommand } from '../../commands/registry.ts'
import { keysOf, useCommandName } from '../../commands/use-command-name.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Menu, MenuAction } from '../../ui/menu.tsx'
import styles from './account-menu.module.css'

/** Who sits here, and how they leave. */
export function AccountMenu() {
  const { t } = useTranslation()
  const { agent } = useWorkstation()
  const nameOf = useCommandName()
  const label = t('account.label', { name: agent.name, email: agent.email })
  return (
    <Menu
      label={label}
      trigger={
        <AriaButton className={styles.trigger ?? ''} aria-label={label}>
          <Avatar id={agent.id} name={agent.name} size="small" />
        </AriaButton>
      }
    >
      <MenuAction
        id="account"
        icon={<UserRoundCog size={14} aria-hidden="true" />}
        name={nameOf('account.open')}
        onAction={() => runCommand('account.open')}
      />
      <MenuAction
        id="settings"
        icon={<Settings size={14} aria-hidden="true" />}
        name={nameOf('window.settings')}
        detail={keysOf('window.settings')}
        onAction={() => runCommand('window.settings')}
      />
      <MenuAction
        id="window"
        icon={<PanelsTopLeft size={14} aria-hidden="true" />}
        name={nameOf('window.new')}
        onAction={() => runCommand('window.new')}
      />
      <MenuAction
        id="lock"
        icon={<LockKeyhole size={14} aria-hidden="true" />}
        name={nameOf('session.lock')}
        detail={keysOf('session.lock')}
        onAction={() => runCommand('session.lock')}
      />
      <MenuAction
        id="sign-out"
        icon={<LogOut size={14} aria-hidden="true" className={styles.mirrored} />}
        name={nameOf('session.sign-out')}
        onAction={() => runCommand('session.sign-out')}
      />
    </Menu>
  )
}
