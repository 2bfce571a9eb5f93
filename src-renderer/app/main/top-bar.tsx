import { Search } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { keysOf } from '../../commands/use-command-name.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { PresenceMenu } from '../../features/presence/presence-menu.tsx'
import { PreferencesMenu } from '../../features/preferences/preferences-menu.tsx'
import { AccountMenu } from '../../features/session/account-menu.tsx'
import { SyncPill } from '../../features/sync/sync-pill.tsx'
import { Mark } from '../../parts/mark.tsx'
import { showOverlay } from '../../state/overlays.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './top-bar.module.css'

export function TopBar() {
  const { t } = useTranslation()
  const { organisation } = useWorkstation()
  return (
    <header className={styles.bar} data-pane="top">
      <div className={styles.place}>
        <span className={styles.mark}>
          <Mark size={22} />
        </span>
        <bdi className={styles.name}>{organisation.name}</bdi>
      </div>
      <AriaButton className={styles.search ?? ''} data-pane-entry="" onPress={() => showOverlay('palette')}>
        <Search size={14} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.words}>{t('topBar.search')}</span>
        <Kbd>{keysOf('palette.open') ?? ''}</Kbd>
      </AriaButton>
      <div className={styles.end}>
        <PresenceMenu />
        <SyncPill />
        <PreferencesMenu />
        <AccountMenu />
      </div>
    </header>
  )
}
