import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { putFilesBack } from '../../actions/files/file-actions.ts'
import { submitWriting } from '../../actions/writing-actions.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { inBackground } from '../../parts/in-background.ts'
import { useSubmitFeedback } from '../../parts/use-submit-feedback.ts'
import { handBack } from '../../state/composing.ts'
import { Button } from '../../ui/button.tsx'
import styles from './failed-actions.module.css'

/** The channel would not take a message: the same words once more, or first into the composer. */
export function FailedActions({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const report = useSubmitFeedback()
  const { conversationId, text, attachments } = entry
  const sendAgain = async () => {
    report(await submitWriting(desk, { mode: 'reply', entryId: desk.newId(), conversationId, text }))
  }
  const edit = async () => {
    handBack(conversationId, 'reply', text)
    await putFilesBack(desk, conversationId, attachments)
  }
  return (
    <p className={styles.actions}>
      {/* Files go to a new message by way of the composer, which says what of them is still here. */}
      {attachments.length > 0 ? null : (
        <Button size="small" onPress={inBackground(sendAgain)}>
          {t('thread.sendAgain')}
        </Button>
      )}
      <Button size="small" look="quiet" onPress={inBackground(edit)}>
        {t('thread.edit')}
      </Button>
    </p>
  )
}
