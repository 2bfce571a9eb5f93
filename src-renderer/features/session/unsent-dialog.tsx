import { useTranslation } from 'react-i18next'
import { focusOnEntry } from '../../ui/focus-on-entry.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { Button } from '../../ui/button.tsx'

export interface Unsent {
  readonly waiting: number
  /** With the desk, at sign-out; otherwise it is sent later. */
  readonly isErased: boolean
}

interface UnsentDialogProps {
  unsent: Unsent | null
  onStay: () => void
  onLock: () => void
  onLeave: () => void
}

/** Whoever leaves while something waits is told what becomes of it. */
export function UnsentDialog({ unsent, onStay, onLock, onLeave }: UnsentDialogProps) {
  const { t } = useTranslation()
  const { waiting, isErased } = unsent ?? { waiting: 0, isErased: false }
  return (
    <AskDialog
      title={t('leave.title')}
      isOpen={unsent !== null}
      onStay={onStay}
      actions={
        <>
          <Button look={isErased ? 'danger' : 'plain'} onPress={onLeave}>
            {t('leave.anyway')}
          </Button>
          <Button onPress={onLock}>{t('leave.lock')}</Button>
          {/* What loses nothing comes first to whoever presses Enter without reading. */}
          <Button look="primary" ref={focusOnEntry} onPress={onStay}>
            {t('leave.stay')}
          </Button>
        </>
      }
    >
      <p>{t('leave.waiting', { count: waiting })}</p>
      <p>{t(isErased ? 'leave.erased' : 'leave.later')}</p>
      <p>{t('leave.instead')}</p>
    </AskDialog>
  )
}
