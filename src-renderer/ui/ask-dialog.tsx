import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import styles from './ask-dialog.module.css'

interface AskDialogProps {
  title: string
  isOpen: boolean
  /** Escape: nothing happens. */
  onStay: () => void
  children: ReactNode
  actions: ReactNode
}

/** A question that has to be answered before anything goes on. A press beside it is no answer. */
export function AskDialog({ title, isOpen, onStay, children, actions }: AskDialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onStay()
      }}
      className={styles.overlay ?? ''}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog role="alertdialog" className={styles.dialog ?? ''}>
          <Heading slot="title" className={styles.title ?? ''}>
            {title}
          </Heading>
          <div className={styles.words}>{children}</div>
          <div className={styles.actions}>{actions}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
