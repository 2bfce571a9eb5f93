import type { ReactNode } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './overlay-panel.module.css'

interface OverlayPanelProps {
  label: string
  isOpen: boolean
  onClose: () => void
  place: 'top' | 'start' | 'end'
  children: ReactNode
}

/** A dialog over the window: from above for what was called up, from a side for a pane that has no room of its own. */
export function OverlayPanel({ label, isOpen, onClose, place, children }: OverlayPanelProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable
      className={styles.overlay ?? ''}
    >
      <Modal className={classNames(styles.modal, styles[place])}>
        <Dialog aria-label={label} className={styles.dialog ?? ''}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
