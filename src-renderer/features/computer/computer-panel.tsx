import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../commands/use-command.ts'
import header from '../../parts/pane-header.module.css'
import { closeOverlay, showOverlay, useOverlays } from '../../state/overlays.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { OverlayPanel } from '../../ui/overlay-panel.tsx'
import { FileSettings } from './file-settings.tsx'
import { HotkeySettings } from './hotkey-settings.tsx'
import { LoginSettings } from './login-settings.tsx'
import { NoticeSettings } from './notice-settings.tsx'
import styles from './setting.module.css'

/** What this computer does for Farline beyond its windows. */
export function ComputerPanel() {
  const { t } = useTranslation()
  const isOpen = useOverlays(({ open }) => open === 'computer')
  useCommand('computer.open', { run: () => showOverlay('computer') })
  return (
    <OverlayPanel label={t('computer.title')} isOpen={isOpen} onClose={closeOverlay} place="top">
      <header className={header.header}>
        <h2 className={header.title}>{t('computer.title')}</h2>
        <IconButton label={t('help.close')} size="small" onPress={closeOverlay}>
          <X size={16} strokeWidth={1.75} />
        </IconButton>
      </header>
      <div className={styles.content}>
        <NoticeSettings />
        <HotkeySettings />
        <LoginSettings />
        <FileSettings />
      </div>
    </OverlayPanel>
  )
}
