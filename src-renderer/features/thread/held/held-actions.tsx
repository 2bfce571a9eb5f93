import { useTranslation } from 'react-i18next'
import { isOnItsWay } from '#shared/domain/file/is-on-its-way.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { dropHeldReply, sendHeldReply } from '../../../actions/writing-actions.ts'
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
  const missing = entry.attachments.filter(isOnItsWay).map(({ name }) => name)
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
    await drop()
  }
  return (
    <div className={styles.held} data-held="">
      <p className={styles.reason}>
        {t(`held.reason.${collidedWith?.reason ?? 'answered'}`, {
          name: nameOf(collidedWith?.agentId ?? ''),
          files: names.list(missing),
        })}
      </p>
      {mayDecide ? (
        <p className={styles.actions}>
          <Button size="small" onPress={inBackground(send)}>
            {t('held.sendAnyway')}
          </Button>
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
