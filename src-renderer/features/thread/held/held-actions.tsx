import { useTranslation } from 'react-i18next'
import { isOnItsWay } from '#shared/domain/file/is-on-its-way.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { dropHeldReply, sendHeldReply } from '../../../actions/writing-actions.ts'
import { putFilesBack } from '../../../actions/files/file-actions.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { useAgentName } from '../../../parts/use-agent-name.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { handBack } from '../../../state/composing.ts'
import { announce } from '../../../ui/announcer.ts'
import { Button } from '../../../ui/button.tsx'
import styles from './held-actions.module.css'

/** A teammate was faster, or a file was not taken: who, which, and what its author, or whoever may direct, can do with a reply that was not sent. */
export function HeldActions({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const nameOf = useAgentName()
  const wasSaved = useSubmitFeedback()
  const { conversationId, text, collidedWith } = entry
  const { names } = useFormats()
  const missing = entry.attachments.filter(isOnItsWay)
  const isAboutFiles = collidedWith?.reason === 'file'
  // Without words and files there is nothing to send.
  const canSend = !isAboutFiles || text.trim() !== '' || missing.length < entry.attachments.length
  const isMine = entry.authorId === desk.agent.id
  const mayDecide = isMine || desk.agent.rights.includes('conversation.direct')
  const send = async () => {
    if (wasSaved(await sendHeldReply(desk, entry))) announce(t('held.said.sent'))
  }
  const drop = async () => {
    if (wasSaved(await dropHeldReply(desk, entry))) announce(t('held.said.dropped'))
  }
  // Into the composer before it is dropped: the words are never nowhere.
  const edit = async () => {
    handBack(conversationId, 'reply', text)
    await putFilesBack(
      desk,
      conversationId,
      entry.attachments.filter(({ fileId }) => !isRefused(entry, fileId)),
    )
    await drop()
  }
  return (
    <div className={styles.held} data-held="">
      <p className={styles.reason}>
        {t(`held.reason.${collidedWith?.reason ?? 'answered'}`, {
          name: nameOf(collidedWith?.agentId ?? ''),
          files: names.list(missing.map(({ name }) => `\u2068${name}\u2069`)),
        })}
      </p>
      {mayDecide ? (
        <p className={styles.actions}>
          {canSend ? (
            <Button size="small" onPress={inBackground(send)}>
              {t(isAboutFiles ? 'held.sendWithout' : 'held.sendAnyway')}
            </Button>
          ) : null}
          {isMine ? (
            <Button size="small" look="quiet" onPress={inBackground(edit)}>
              {t('thread.edit')}
            </Button>
          ) : null}
          <Button size="small" look="quiet" onPress={inBackground(drop)}>
            {t('held.drop')}
          </Button>
        </p>
      ) : null}
    </div>
  )
}

/** What was looked into and not taken would not be taken another time; what only did not arrive may. */
const isRefused = ({ collidedWith }: TimelineEntry, id: string): boolean =>
  collidedWith?.files?.some(({ fileId, kind }) => fileId === id && kind !== 'file/missing') === true
