import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { ChannelIcon } from '../../../parts/channel-icon.tsx'
import { useNow } from '../../../state/now.ts'
import styles from './conversation-choice.module.css'

interface ConversationChoiceProps {
  conversation: Conversation
  /** Whose it is, where that is not clear. */
  name?: string
  onChoose: () => void
}

/** A conversation to choose from a list, with what tells it apart. */
export function ConversationChoice({ conversation, name, onChoose }: ConversationChoiceProps) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const now = useNow()
  const language = conversation.language || undefined
  return (
    <AriaButton className={styles.choice ?? ''} onPress={onChoose}>
      <ChannelIcon channel={conversation.channel} size={14} />
      <span className={styles.subject} dir="auto" lang={language}>
        {conversation.subject}
      </span>
      <span className={styles.snippet} dir="auto" lang={language}>
        {conversation.snippet}
      </span>
      <span className={styles.facts}>
        {name === undefined ? null : (
          <>
            <bdi>{name}</bdi> ·{' '}
          </>
        )}
        {t(`status.${conversation.status}`)} · {time.ago(conversation.lastMessageAt, now)}
      </span>
    </AriaButton>
  )
}
