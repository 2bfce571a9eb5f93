import { Unlink } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { unlinkConversations } from '../../../actions/conversation-actions.ts'
import { runCommand } from '../../../commands/registry.ts'
import { keysOf, useCommandName } from '../../../commands/use-command-name.ts'
import { useLive } from '../../../connection/use-live.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useCustomerName } from '../../../parts/customer-name.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { openConversation } from '../../../state/navigation.ts'
import { announce } from '../../../ui/announcer.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { PaneSection } from '../pane-section.tsx'
import styles from './linked-conversations.module.css'

/** What the conversation has to do with: opens in place, and can be taken off. */
export function LinkedConversations({ conversationId }: { conversationId: Conversation['id'] }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const nameOf = useCustomerName()
  const commandName = useCommandName()
  const { queries } = desk
  const related = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.conversation.related({ conversationId }, options),
      [queries, conversationId],
    ),
    conversationId,
  )
  const unlink = async (otherId: Conversation['id']) => {
    if (wasSaved(await unlinkConversations(desk, conversationId, otherId))) announce(t('links.said.unlinked'))
  }
  const linked = related?.linked ?? []
  return (
    <PaneSection title={t('links.title')} count={linked.length}>
      <ul className={styles.list} aria-label={t('links.title')}>
        {linked.map(({ conversation: { id, subject, status, language }, customerName }) => (
          <li key={id} className={styles.linked}>
            <button type="button" className={styles.open} onClick={() => openConversation(id)}>
              <span className={styles.subject} dir="auto" lang={language || undefined}>
                {subject}
              </span>
              <span className={styles.facts}>
                <bdi>{nameOf(customerName)}</bdi> · {t(`status.${status}`)}
              </span>
            </button>
            <IconButton size="small" label={t('links.remove', { subject })} onPress={inBackground(() => unlink(id))}>
              <Unlink size={14} strokeWidth={1.75} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button size="small" look="quiet" onPress={() => runCommand('conversation.link')}>
        {commandName('conversation.link')} <Kbd>{keysOf('conversation.link') ?? ''}</Kbd>
      </Button>
    </PaneSection>
  )
}
