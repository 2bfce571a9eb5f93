import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { ChannelIcon } from '../../parts/channel-icon.tsx'
import { openConversation } from '../../state/navigation.ts'
import { useNow } from '../../state/now.ts'
import { Button } from '../../ui/button.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './earlier-conversations.module.css'

const first = 8

/** What else was said with this person, whatever rows they are spread over; opens in place. */
export const EarlierConversations = memo(function EarlierConversations({
  conversations,
}: {
  conversations: readonly Conversation[]
}) {
  const { t } = useTranslation()
  const [isWhole, setIsWhole] = useState(false)
  if (conversations.length === 0) return <p className={styles.none}>{t('customer.firstConversation')}</p>
  const shown = isWhole ? conversations : conversations.slice(0, first)
  return (
    <>
      <ul className={styles.list} aria-label={t('customer.earlier')}>
        {shown.map((conversation) => (
          <li key={conversation.id}>
            <ConversationLine conversation={conversation} />
          </li>
        ))}
      </ul>
      {shown.length === conversations.length ? null : (
        <Button size="small" look="quiet" onPress={() => setIsWhole(true)}>
          {t('customer.wholeHistory', { count: conversations.length })}
        </Button>
      )}
    </>
  )
})

function ConversationLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const now = useNow()
  const language = conversation.language || undefined
  return (
    <button type="button" className={styles.item} onClick={() => openConversation(conversation.id)}>
      <ChannelIcon channel={conversation.channel} size={13} />
      <VisuallyHidden>{t(`channel.${conversation.channel}`)}</VisuallyHidden>
      <span className={styles.subject} dir="auto" lang={language}>
        {conversation.subject}
      </span>
      <span className={styles.snippet} dir="auto" lang={language}>
        {conversation.snippet}
      </span>
      <span className={styles.when}>
        {t(`status.${conversation.status}`)} · {time.ago(conversation.lastMessageAt, now)}
      </span>
    </button>
  )
}
