import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { ChannelIcon } from '../../parts/channel-icon.tsx'
import { openConversation } from '../../state/navigation.ts'
import { useNow } from '../../state/now.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './earlier-conversations.module.css'

export const EarlierConversations = memo(function EarlierConversations({
  conversations,
}: {
  conversations: readonly Conversation[]
}) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const now = useNow()
  if (conversations.length === 0) return <p className={styles.none}>{t('customer.firstConversation')}</p>
  return (
    <ul className={styles.list}>
      {conversations.map((conversation) => (
        <li key={conversation.id}>
          <button type="button" className={styles.item} onClick={() => openConversation(conversation.id)}>
            <ChannelIcon channel={conversation.channel} size={13} />
            <VisuallyHidden>{t(`channel.${conversation.channel}`)}</VisuallyHidden>
            <span className={styles.subject} dir="auto" lang={conversation.language || undefined}>
              {conversation.subject}
            </span>
            <span className={styles.when}>
              {t(`status.${conversation.status}`)} · {time.ago(conversation.lastMessageAt, now)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
})
