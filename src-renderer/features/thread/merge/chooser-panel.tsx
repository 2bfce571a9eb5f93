import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import header from '../../../parts/pane-header.module.css'
import { IconButton } from '../../../ui/icon-button.tsx'
import { OverlayPanel } from '../../../ui/overlay-panel.tsx'
import styles from './chooser.module.css'

interface ChooserPanelProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
}

/** Called up to choose another conversation. */
export function ChooserPanel({ title, isOpen, onClose, children }: ChooserPanelProps) {
  const { t } = useTranslation()
  return (
    <OverlayPanel label={title} place="top" isOpen={isOpen} onClose={onClose}>
      <header className={header.header}>
        <h2 className={header.title}>{title}</h2>
        <IconButton label={t('help.close')} size="small" onPress={onClose}>
          <X size={16} strokeWidth={1.75} />
        </IconButton>
      </header>
      <div className={styles.content}>{children}</div>
    </OverlayPanel>
  )
}
